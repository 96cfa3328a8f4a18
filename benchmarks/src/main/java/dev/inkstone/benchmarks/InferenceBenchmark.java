package dev.inkstone.benchmarks;

import dev.inkstone.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The logits of one image and of a thousand. Scores are microseconds for all images; {@code -bm sample} gives the spread of one
 * image, with the median and the slowest hundredth. Kernels, threads and allocation as in {@link TrainingStepBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class InferenceBenchmark {
    /** As {@code train --model} calls it. */
    @Param({"cnn", "cnn-bn", "cnn-32-64", "conv5", "fast", "best", "lenet", "lenet-5", "mlp"})
    public String network = "";

    /** How many. */
    @Param({"1", "1000"})
    public int images;

    private Workload workload = Workload.of("mlp", 1);

    /** Builds the network and draws the images. */
    @Setup
    public void prepare() {
        workload = Workload.of(network, images);
    }

    /** Their logits. */
    @Benchmark
    public Tensor predict() {
        return workload.predict();
    }
}

package dev.inkstone.benchmarks;

import dev.inkstone.mnist.Networks;
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
 * A training step of each network of the MNIST example, with its optimizer and batch, on noise. Scores are milliseconds for a whole
 * batch. Kernels and threads: {@code -jvmArgsAppend -Dinkstone.kernels=scalar}, {@code -Dinkstone.threads=1}. With {@code -prof gc}
 * the row {@code gc.alloc.rate.norm} has the bytes that a step allocates, on all threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainingStepBenchmark {
    /** As {@code train --model} calls it. */
    @Param({"cnn", "cnn-bn", "cnn-32-64", "conv5", "fast", "best", "lenet", "lenet-5", "mlp"})
    public String network = "";

    private Workload workload = Workload.of("mlp", 1);

    /** Builds the network and draws the images. */
    @Setup
    public void prepare() {
        workload = Workload.of(network, Networks.batch(network));
    }

    /** Forward, backward and update. */
    @Benchmark
    public float train() {
        return workload.train();
    }
}

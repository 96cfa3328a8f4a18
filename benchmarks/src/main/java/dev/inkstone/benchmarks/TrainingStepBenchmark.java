package dev.inkstone.benchmarks;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
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
 * The network {@code cnn} of the MNIST example on random digits: a training step with Adam, and inference. Scores are
 * milliseconds for a whole batch. Kernels and threads: {@code -jvmArgsAppend -Dinkstone.kernels=scalar}, {@code
 * -Dinkstone.threads=1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainingStepBenchmark {
    /** Images in a batch. */
    @Param({"1", "100"})
    public int batch;

    private final Model model = Model.build(
            Shape.of(28, 28, 1),
            42L,
            conv2d(16, 3).activation(RELU),
            conv2d(32, 3).stride(2).activation(RELU),
            maxPool2d(2),
            flatten(),
            dense(32).activation(RELU),
            dense(10));
    private final Optimizer optimizer = Adam.withLearningRate(1e-3);
    private final Loss loss = softmaxCrossEntropy();
    private Tensor images = Tensor.scalar(0);
    private IntTensor labels = IntTensor.of();
    private long step;

    /** Draws the images. */
    @Setup
    public void prepare() {
        RandomStream random = RandomStream.of(1L, "digits");
        images = Tensor.wrap(Operands.uniform(batch * 784, 1), 0, Shape.of(batch, 28, 28, 1));
        int[] classes = new int[batch];
        for (int i = 0; i < batch; i++) {
            classes[i] = random.below(i, 10);
        }
        labels = IntTensor.of(classes);
    }

    /** Forward, backward and update. */
    @Benchmark
    public float train() {
        try (Tape tape = Tape.record(new Position(42L, step++, 0, batch))) {
            Tensor value = loss.of(model.forward(images, tape), labels);
            optimizer.step(model, tape.gradients(value));
            return value.item();
        }
    }

    /** The logits of the batch. */
    @Benchmark
    public Tensor predict() {
        return model.predict(images);
    }
}

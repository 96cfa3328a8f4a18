package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.memory.BufferPool;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Inference needs the memory of a few layers for a piece of the data, not of all layers for all data. */
class InferenceMemoryTest {
    private static final String LARGE = "64x64x3 through five convolutions: ";

    @Test
    void twentyLayersTakeTheMemoryOfTwo() {
        Model deep = Model.build(
                Shape.of(7, 5, 3), 1, new Sequential(new ArrayList<>(Collections.nCopies(20, conv2d(3, 3)))));
        Tensor inputs = random(100, Shape.of(7, 5, 3));
        long before = BufferPool.shared().allocations();
        try (Tape tape = Tape.inference()) {
            deep.forward(inputs, tape);
            assertThat(tape.mark()).isEqualTo(1);
        }
        deep.predict(inputs);
        assertThat(BufferPool.shared().allocations() - before).isLessThan(10);
    }

    @Test
    void whatIsGivenBackEarlyChangesNoBit() {
        Model model = Model.build(
                Shape.of(9, 9, 2),
                1,
                residual(conv2d(2, 3).activation(RELU), batchNorm(), residual(dropout(0.1), conv2d(2, 3)))
                        .shortcut(conv2d(2, 1), conv2d(2, 1))
                        .activation(RELU),
                residual(dropout(0.5)),
                sequential(flatten(), dropout(0.5), dense(12)),
                residual(dense(12)),
                Layers.reshape(3, 4));
        Tensor inputs = random(230, Shape.of(9, 9, 2));
        float[] expected;
        try (Tape tape = Tape.recordInference()) { // gives nothing back
            expected = model.forward(inputs, tape).toArray();
        }
        IntStream.range(0, 16).parallel().forEach(i -> {
            assertThat(model.predict(inputs).toArray()).isEqualTo(expected);
            try (Tape tape = Tape.inference()) {
                Tensor first = model.forward(inputs, tape);
                model.forward(inputs, tape);
                assertThat(first.toArray()).isEqualTo(expected);
            }
        });
    }

    @Test
    void largeLayersMakeSmallPieces() {
        assertThat(Model.build(Shape.of(28, 28, 1), 1, conv2d(16, 3)).inferenceBatch())
                .isEqualTo(100);
        assertThat(large().inferenceBatch()).isEqualTo(16);
        assertThat(Model.build(Shape.of(2000, 2000, 3), 1, conv2d(3, 3)).inferenceBatch())
                .isEqualTo(1);
        assertThat(Model.build(Shape.of(3), 1).inferenceBatch()).isEqualTo(100);
        Model nested = Model.build(Shape.of(64, 64, 32), 1, residual(conv2d(32, 3)));
        assertThat(nested.inferenceBatch()).isEqualTo(8); // the block's input and sum are alive as well
    }

    @Test
    @Tag("once")
    void aSmallHeapIsEnoughForLargeImages() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InferenceMemoryTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains(LARGE + "[100, 1]");
    }

    /** What runs in the small heap. */
    public static void main(String[] arguments) {
        Tensor outputs = large().predict(Tensor.zeros(Shape.of(100, 64, 64, 3)));
        System.out.println(LARGE + outputs.shape());
    }

    private static Model large() {
        return Model.build(
                Shape.of(64, 64, 3),
                1,
                conv2d(32, 3),
                conv2d(32, 3),
                conv2d(32, 3),
                conv2d(32, 3),
                conv2d(32, 3),
                flatten(),
                dense(1));
    }

    private static Tensor random(int examples, Shape shape) {
        Tensor x = Tensor.zeros(shape.prepend(examples));
        RandomStream stream = RandomStream.of(1, "inputs");
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = stream.uniform(i);
        }
        return x;
    }
}

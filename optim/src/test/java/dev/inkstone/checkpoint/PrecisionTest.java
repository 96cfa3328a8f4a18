package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.ops.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models in files with 16-bit weights. */
class PrecisionTest {
    @TempDir
    private Path folder;

    private static Model model(long seed) {
        Model model = Model.build(
                Shape.of(8, 8, 1), seed, conv2d(8, 3).activation(RELU), batchNorm(), flatten(), dense(64), dense(10));
        float[] states = model.parameters().states();
        for (int i = 0; i < states.length; i++) {
            states[i] = 0.1f + i / 3f;
        }
        return model;
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"F16", "BF16"})
    void halfTheSizeAndNearlyTheSamePredictions(Precision precision) throws IOException {
        Model model = model(1);
        Path whole = folder.resolve("whole");
        Path half = folder.resolve("half");
        Saver.saveModel(model, whole);
        Saver.saveModel(model, half, precision);
        assertThat((double) Files.size(half) / Files.size(whole)).isBetween(0.5, 0.53);

        Model read = Saver.loadModel(half);
        float error = precision == Precision.F16 ? 0x1p-11f : 0x1p-8f;
        float[] before = model.parameters().values();
        float[] after = read.parameters().values();
        for (int i = 0; i < before.length; i++) {
            assertThat(Math.abs(after[i] - before[i])).isLessThanOrEqualTo(error * Math.abs(before[i]) + 0x1p-25f);
        }
        assertThat(read.parameters().states()).isEqualTo(model.parameters().states());
        Safetensors file = Safetensors.read(half);
        assertThat(file.dtype("dense1/kernel")).isEqualTo(precision.name());
        assertThat(file.dtype("bn1/running_variance")).isEqualTo("F32");

        Tensor x = inputs();
        float[] expected = model.predict(x).toArray();
        float[] actual = read.predict(x).toArray();
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        assertThat(difference / largest).isBetween(1e-7, 2.0 * error); // the rounding errors of many weights cancel
    }

    @Test
    void readingAHalfFileAndWritingItAgainChangesNothing() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Saver.saveModel(model(1), first, Precision.BF16);
        Saver.saveModel(Saver.loadModel(first), second, Precision.BF16);
        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
        Path whole = folder.resolve("whole");
        Saver.saveModel(model(1), whole, Precision.F32);
        Saver.saveModel(model(1), first);
        assertThat(Files.readAllBytes(whole)).isEqualTo(Files.readAllBytes(first));
    }

    @Test
    void weightsGoIntoAModelThatExists() throws IOException {
        Path half = folder.resolve("half");
        Saver.saveModel(model(1), half, Precision.F16);
        Model into = model(2);
        Saver.restore(into, half);
        assertThat(into.parameters().values())
                .isEqualTo(Saver.loadModel(half).parameters().values());
        Model matching = model(3);
        assertThat(Saver.restoreMatching(matching, half).taken()).hasSize(10);
        assertThat(matching.parameters().values()).isEqualTo(into.parameters().values());
    }

    @Test
    void aWeightBeyondTheRangeIsRefusedAndNothingIsWritten() throws IOException {
        Model model = model(1);
        Parameter kernel = model.parameter("dense2/kernel");
        kernel.value().array()[kernel.value().offset() + 5] = -65_520f;
        Path file = folder.resolve("none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Saver.saveModel(model, file, Precision.F16))
                .withMessage(
                        "model: parameter 'dense2/kernel' holds -65520.0, expected -65504.0 to 65504.0, the range of"
                                + " F16; save it as BF16 or float32");
        assertThat(file).doesNotExist();
        Saver.saveModel(model, file, Precision.BF16);
        kernel.value().array()[kernel.value().offset() + 5] = Float.NEGATIVE_INFINITY; // is one already
        Saver.saveModel(model, file, Precision.F16);
        assertThat(Saver.loadModel(file).parameters().values()).contains(Float.NEGATIVE_INFINITY);
    }

    /** Wider ones would lose bits without a word. */
    @Test
    void weightsOfOtherTypesAreRefused() throws IOException {
        Model model = Model.build(Shape.of(1), 1L, dense(1));
        Path file = folder.resolve("wide");
        Safetensors.builder()
                .doubles("dense1/kernel", Shape.of(1, 1), 0.1)
                .tensor("dense1/bias", Tensor.of(Shape.of(1), 0))
                .write(file);
        assertThatThrownBy(() -> Saver.restore(model, file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("dense1/kernel F64 [1, 1], expected F32 [1, 1]");
    }

    private static Tensor inputs() {
        Tensor x = Tensor.zeros(Shape.of(20, 8, 8, 1));
        RandomStream random = RandomStream.of(4, "inputs");
        for (int i = 0; i < x.size(); i++) {
            x.array()[x.offset() + i] = random.uniform(i);
        }
        return x;
    }
}

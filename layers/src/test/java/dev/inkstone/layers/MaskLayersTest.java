package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.alphaDropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.logSoftmax;
import static dev.inkstone.layers.Layers.softmax;
import static dev.inkstone.layers.Layers.spatialDropout2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.AlphaDropout;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Alpha dropout, dropout of channels and log-softmax as layers. */
class MaskLayersTest {
    @Test
    void masksBelongToTrainingAndToTheLayer() {
        Model model = Model.build(
                Shape.of(2, 2, 40),
                1L,
                spatialDropout2d(0.5),
                flatten(),
                alphaDropout(0.2).named("a"));
        float[] values = new float[3 * 160];
        Arrays.fill(values, 1f);
        Tensor x = Tensor.of(Shape.of(3, 2, 2, 40), values);
        assertThat(model.predict(x).toArray()).isEqualTo(values);
        try (Tape tape = Tape.record(Position.START);
                Tape again = Tape.record(Position.START)) {
            float[] y = model.forward(x, tape).toArray();
            assertThat(y).isNotEqualTo(values).isEqualTo(model.forward(x, again).toArray());
        }
    }

    @Test
    void spatialDropoutDropsWholeChannels() {
        Model model = Model.build(Shape.of(2, 2, 40), 1L, spatialDropout2d(0.5));
        Tensor ones = Tensor.zeros(Shape.of(3, 2, 2, 40));
        Arrays.fill(ones.array(), 1f);
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = model.forward(ones, tape);
            float[] first = new float[3 * 40];
            for (int i = 0; i < y.size(); i++) {
                int image = i / 160;
                int channel = i % 40;
                first[image * 40 + channel] = y.get(image, 0, 0, channel);
                assertThat(y.get(image, i / 80 % 2, i / 40 % 2, channel)).isEqualTo(first[image * 40 + channel]);
            }
            assertThat(first).containsOnly(0f, 2f);
        }
    }

    @Test
    void equalLayersHaveMasksOfTheirOwn() {
        Model model = Model.build(Shape.of(50), 1L, alphaDropout(0.2), alphaDropout(0.2));
        Tensor x = Tensor.zeros(Shape.of(3, 50));
        try (Tape tape = Tape.record(Position.START)) {
            Tensor first = AlphaDropout.alphaDropout(tape, x, 0.2f, "alpha_dropout1");
            Tensor second = AlphaDropout.alphaDropout(tape, first, 0.2f, "alpha_dropout2");
            assertThat(model.forward(x, tape).toArray()).isEqualTo(second.toArray());
            assertThat(AlphaDropout.alphaDropout(tape, x, 0.2f, "alpha_dropout2")
                            .toArray())
                    .isNotEqualTo(first.toArray());
        }
    }

    @Test
    void logSoftmaxIsTheLogarithmOfProbabilities() {
        Model model = Model.build(Shape.of(3), 1L, logSoftmax());
        float[] y = model.predict(Tensor.of(Shape.of(1, 3), 1, 2, 3)).toArray();
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
        for (int i = 0; i < 3; i++) {
            assertThat((double) y[i]).isCloseTo(i + 1 - Math.log(sum), within(1e-6));
        }
    }

    @Test
    void badSettingsAndInputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> alphaDropout(1))
                .withMessageStartingWith("alpha_dropout: rate 1.0, expected 0 (inclusive) to 1 (exclusive)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spatialDropout2d(-0.1))
                .withMessageStartingWith("spatial_dropout2d: rate -0.1, expected 0 (inclusive)");
        assertThatThrownBy(() -> Model.build(Shape.of(4), 1L, spatialDropout2d(0.5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "spatial_dropout2d 'spatial_dropout1': input [4] has rank 1, expected rank 3 [height, width,");
        assertThatThrownBy(() -> Model.build(Shape.of(), 1L, logSoftmax()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith("log_softmax 'log_softmax1': input [] has rank 0, expected [..., classes]");
        assertThatThrownBy(() -> Model.build(Shape.of(), 1, softmax()))
                .hasMessageStartingWith("softmax 'softmax1': input [] has rank 0, expected [..., classes]");
        assertThatThrownBy(() -> Model.build(Shape.of(4, 0), 1L, logSoftmax()))
                .isInstanceOf(ShapeException.class)
                .hasMessageStartingWith(
                        "log_softmax 'log_softmax1': input [4, 0] has no classes, expected [..., classes]");
    }
}

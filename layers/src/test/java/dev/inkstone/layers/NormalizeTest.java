package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.normalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class NormalizeTest {
    private static final double[] MEAN = {1, -2, 0.5};
    private static final double[] DEVIATION = {2, 0.5, 4};

    @Test
    void takesMeanAndDeviationOutOfEachChannel() {
        Model model = Model.build(Shape.of(2, 3), 1, normalize(MEAN, DEVIATION));
        assertThat(model.summary()).contains("normalize1");
        Tensor x = Tensor.of(Shape.of(1, 2, 3), 1, -2, 0.5f, 3, -1, 8.5f);
        assertThat(model.predict(x).toArray()).containsExactly(0, 0, 0, 1, 2, 2);
        assertThat(model.parameters().count()).isZero();
    }

    @Test
    void gradientsAreThoseOfTheFunction() {
        Model model = Model.build(Shape.of(2, 3), 1, normalize(MEAN, DEVIATION));
        float[] values = new float[4 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37 % 23 - 11) / 7f;
        }
        GradientCheck.of((tape, inputs) -> model.forward(inputs[0], tape))
                .against(v -> {
                    double[] y = v[0].clone();
                    for (int i = 0; i < y.length; i++) {
                        y[i] = (y[i] - MEAN[i % 3]) / DEVIATION[i % 3];
                    }
                    return y;
                })
                .check(Tensor.of(Shape.of(4, 2, 3), values))
                .requireBelow(1e-4);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Assertions.assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Model.build(Shape.of(3, 2), 1, normalize(MEAN, DEVIATION)))
                .withMessage(
                        "normalize 'normalize1': input [3, 2], expected 3 elements in the last axis, as many as there"
                                + " are means (layers before it: input [3, 2])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> normalize(MEAN, new double[] {1, 2}))
                .withMessage(
                        "normalize: 3 means and 2 deviations, expected as many of both, one for each element of the"
                                + " last axis");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> normalize(new double[] {0}, new double[] {1e-60}))
                .withMessage("normalize: mean 0.0 and deviation 0.0 of element 0, expected numbers that are finite as"
                        + " float32, and deviations greater than 0");
    }
}

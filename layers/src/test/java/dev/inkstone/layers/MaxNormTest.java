package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Test;

class MaxNormTest {
    /** Keras divides by the norm and a small number, so that every step shrinks short weights by some bits. */
    @Test
    void weightsBelowTheLimitKeepTheirBitsBesideSomeAboveIt() {
        Model model = Model.build(Shape.of(3), 1, dense(3).maxNorm(1));
        float[] kernel = {
            3f, 0.1f, 0.57735026f,
            0f, -0f, -0.57735026f,
            4f, -1e-30f, 0.57735026f
        }; // norms of its columns: 5, 0.1, and a little below 1
        System.arraycopy(kernel, 0, model.parameters().values(), 0, 9);
        model.constrain();
        kernel[0] = 3 * 0.2f;
        kernel[6] = 4 * 0.2f;
        assertThat(model.parameter("dense1/kernel").value().toArray()).containsExactly(kernel);
    }
}

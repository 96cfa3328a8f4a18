package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.normalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class NormalizeTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();

    @Test
    void itsNumbersTravelInTheModelText() {
        Model model = Model.build(
                Shape.of(2), 3, normalize(new double[] {1 / 3.0, -1e-30}, new double[] {0.1, 1e30}), dense(1));
        String text = ModelText.of(model).toJson(BUILT_IN);
        assertThat(text).contains("{\"type\":\"normalize\",\"mean\":[0.33333334,-1E-30],\"deviation\":[0.1,1E+30]}");
        assertThat(ModelText.parse(text, BUILT_IN)).isEqualTo(ModelText.of(model));
        String zero = text.replace("[0.1,", "[0,");
        assertThatThrownBy(() -> ModelText.parse(zero, BUILT_IN))
                .hasMessageStartingWith("model.layers[0]: normalize: mean 0.33333334 and deviation 0.0 of element 0");
    }
}

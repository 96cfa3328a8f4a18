package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.elu;
import static dev.inkstone.layers.Layers.leakyRelu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ActivationTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();

    @Test
    void everyActivationComesBack() {
        List<LayerSpec> layers = new ArrayList<>(List.of(leakyRelu(0.2), elu(0.5)));
        for (Activation activation : Activation.values()) {
            layers.add(activation(activation));
            layers.add(dense(3).activation(activation));
        }
        Model model = Model.build(Shape.of(4), 7, layers.toArray(LayerSpec[]::new));
        String text = ModelText.of(model).toJson(BUILT_IN);
        assertThat(text)
                .contains(
                        "{\"type\":\"leaky_relu\",\"alpha\":0.2},{\"type\":\"elu\",\"alpha\":0.5},{\"type\":\"activation\"");
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read).isEqualTo(ModelText.of(model));
        assertThat(read.build().parameters().values())
                .containsExactly(model.parameters().values());
    }

    @Test
    void anAlphaThatIsNoNumberIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> leakyRelu(Double.NaN))
                .withMessage("leaky_relu: alpha NaN, expected a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> elu(1e300))
                .withMessage("elu: alpha Infinity, expected a finite number");
    }
}

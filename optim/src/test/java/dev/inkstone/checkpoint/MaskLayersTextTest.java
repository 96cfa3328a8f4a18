package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.alphaDropout;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.logSoftmax;
import static dev.inkstone.layers.Layers.spatialDropout2d;
import static dev.inkstone.layers.Layers.withActivation;
import static dev.inkstone.ops.Activation.LINEAR;
import static dev.inkstone.ops.Activation.SELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers that mask, activations that are not chosen, and orthogonal weights come back from a model text. */
@Tag("once")
class MaskLayersTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();

    @Test
    void theyComeBack() {
        Model model = Model.build(
                Shape.of(6, 6, 1),
                3,
                withActivation(SELU, conv2d(4, 3), spatialDropout2d(0.1), flatten(), alphaDropout(0.05), dense(8)),
                dense(5).kernelInitializer(Initializers.orthogonal(1.5)),
                dense(4).activation(LINEAR),
                logSoftmax());
        String text = ModelText.of(model).toJson(BUILT_IN);
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read).isEqualTo(ModelText.of(model));
        assertThat(read.toJson(BUILT_IN)).isEqualTo(text);
        assertThat(text)
                .contains("\"units\":8,\"activation\":\"SELU\"")
                .contains("\"units\":5,\"activation\":null")
                .contains("\"units\":4,\"activation\":\"LINEAR\"");
        assertThat(read.build().parameters().values())
                .containsExactly(model.parameters().values());
    }

    @Test
    void whatTheyRefuseIsSaidWithItsPlace() {
        for (String kind : new String[] {"alpha_dropout", "spatial_dropout2d"}) {
            String text =
                    "{\"format\":\"inkstone-model\",\"version\":2,\"input\":[1],\"seed\":1,\"layers\":[{\"type\":\""
                            + kind + "\",\"rate\":1}]}";
            assertThatThrownBy(() -> ModelText.parse(text, BUILT_IN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("model.layers[0]: " + kind + ": rate 1.0, expected 0 (inclusive)");
        }
    }
}

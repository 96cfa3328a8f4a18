package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.cropping2d;
import static dev.inkstone.layers.Layers.embedding;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.globalMaxPool2d;
import static dev.inkstone.layers.Layers.groupNorm;
import static dev.inkstone.layers.Layers.layerNorm;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.permute;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers that pool, normalise, look up, branch, reorder and crop come back from a model text. */
@Tag("once")
class ShapeLayersTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();

    @Test
    void theyComeBack() {
        Model model = Model.build(
                Shape.of(6, 4),
                3,
                parallel(embedding(9, 2), embedding(9, 4).initializer(Initializers.heNormal())),
                permute(1, 0, 2),
                cropping2d(1, 2, 0, 1),
                groupNorm(3).epsilon(1e-5),
                parallel(conv2d(2, 1), sequential(conv2d(2, 3), layerNorm()).named("deep"))
                        .axis(0),
                layerNorm().axes(0, 2).epsilon(1e-6),
                parallel(globalAveragePool2d(), globalMaxPool2d()),
                flatten());
        String text = ModelText.of(model).toJson(BUILT_IN);
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read).isEqualTo(ModelText.of(model));
        assertThat(read.toJson(BUILT_IN)).isEqualTo(text);
        assertThat(read.build().parameters().values())
                .containsExactly(model.parameters().values());
    }

    @Test
    void whatTheyRefuseIsSaidWithItsPlace() {
        fails(
                "{\"type\":\"group_norm\",\"groups\":0,\"epsilon\":1}",
                "model.layers[0]: group_norm: groups 0, expected 1 or more");
        fails(
                "{\"type\":\"layer_norm\",\"axes\":[],\"epsilon\":1}",
                "model.layers[0]: layer_norm: axes [], expected at least one");
        fails(
                "{\"type\":\"cropping2d\",\"top\":0,\"bottom\":0,\"left\":-1,\"right\":0}",
                "model.layers[0]: cropping2d: top 0, bottom 0, left -1, right 0, expected 0 or more");
        fails(
                "{\"type\":\"parallel\",\"branches\":[],\"axis\":0}",
                "model.layers[0]: parallel: no branches, expected at least one");
    }

    private static void fails(String layer, String message) {
        String text =
                "{\"format\":\"inkstone-model\",\"version\":1,\"input\":[1],\"seed\":1,\"layers\":[" + layer + "]}";
        assertThatThrownBy(() -> ModelText.parse(text, BUILT_IN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}

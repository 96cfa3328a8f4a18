package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.conv2dTranspose;
import static dev.inkstone.layers.Layers.depthwiseConv2d;
import static dev.inkstone.layers.Layers.separableConv2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Convolutions of all kinds come back from a model text, and those saved before there were groups still do. */
@Tag("once")
class ConvolutionTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();
    private static final String START =
            "{\"format\":\"inkstone-model\",\"version\":2,\"input\":[4,4,6],\"seed\":1,\"layers\":[";
    private static final String CONV = "{\"type\":\"conv2d\",\"filters\":6,\"kernelHeight\":3,\"kernelWidth\":3,"
            + "\"options\":{\"strideHeight\":1,\"strideWidth\":1,\"dilationHeight\":1,\"dilationWidth\":1,"
            + "\"padding\":{\"type\":\"same\"}%s},\"activation\":\"LINEAR\",\"bias\":true,\"kernelInitializer\":null}";

    @Test
    void theyComeBack() {
        Model model = Model.build(
                Shape.of(9, 8, 4),
                3,
                conv2d(6, 3).groups(2).dilation(2),
                depthwiseConv2d(3, 2).depthMultiplier(2).stride(2).kernelInitializer(Initializers.heNormal()),
                separableConv2d(5, 3)
                        .activation(Activation.GELU)
                        .depthwiseInitializer(Initializers.lecunNormal())
                        .pointwiseInitializer(Initializers.heUniform()),
                conv2dTranspose(3, 4).stride(2).bias(false),
                conv2dTranspose(3, 3, 2).stride(2).padding(Padding.explicit(1)).outputPadding(1));
        String text = ModelText.of(model).toJson(BUILT_IN);
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read).isEqualTo(ModelText.of(model));
        assertThat(read.toJson(BUILT_IN)).isEqualTo(text);
        assertThat(read.build().parameters().values())
                .containsExactly(model.parameters().values());
    }

    @Test
    void aTextWithoutGroupsHasOne() {
        ModelText old = ModelText.parse(START + CONV.formatted("") + "]}", BUILT_IN);
        assertThat(old.spec()).isEqualTo(new Sequential(List.of(conv2d(6, 3).activation(Activation.LINEAR))));
        assertThat(old.toJson(BUILT_IN)).isEqualTo(START + CONV.formatted(",\"groups\":1") + "]}");
    }

    @Test
    void severalGroupsAreWritten() {
        String text = START + CONV.formatted(",\"groups\":3") + "]}";
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read.spec())
                .isEqualTo(new Sequential(List.of(conv2d(6, 3).groups(3).activation(Activation.LINEAR))));
        assertThat(read.toJson(BUILT_IN)).isEqualTo(text);
    }

    @Test
    void otherComponentsThatAreMissingOrTooManyAreStillErrors() {
        assertThatThrownBy(() -> ModelText.parse(START + CONV.formatted(",\"group\":3") + "]}", BUILT_IN))
                .hasMessageStartingWith("model.layers[0].options: members [strideHeight, strideWidth, dilationHeight,"
                        + " dilationWidth, padding, group], expected [strideHeight,");
        assertThatThrownBy(() -> ModelText.parse(START + CONV.formatted(",\"groups\":0") + "]}", BUILT_IN))
                .hasMessageStartingWith("model.layers[0].options: conv2d: groups 0, expected 1 or more");
    }
}

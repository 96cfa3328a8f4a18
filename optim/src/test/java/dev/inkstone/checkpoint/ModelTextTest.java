package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.rescale;
import static dev.inkstone.layers.Layers.reshape;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.layers.Layers.softmax;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Constant;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.layers.init.Normal;
import dev.inkstone.layers.init.TruncatedNormal;
import dev.inkstone.layers.init.Uniform;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class ModelTextTest {
    private static final SpecRegistry BUILT_IN = SpecRegistry.builtIn();

    @Test
    void everyBuiltInLayerComesBack() {
        Model model = Model.build(
                Shape.of(28, 28, 1),
                Long.MIN_VALUE,
                rescale(1 / 255.0, -0.5),
                conv2d(4, 3).activation(RELU).stride(2).kernelInitializer(Initializers.heNormal()),
                conv2d(4, 5, 3)
                        .padding(Padding.VALID)
                        .bias(false)
                        .kernelInitializer(new Normal(0.1))
                        .named("second"),
                conv2d(4, 3).padding(new Padding.Explicit(1, 2, 0, 1)).kernelInitializer(new Uniform(-0.1, 0.3)),
                batchNorm().activation(SELU),
                residual(
                                conv2d(8, 3).kernelInitializer(new TruncatedNormal(1e-3)),
                                residual(batchNorm().epsilon(1e-5).momentum(0.9))
                                        .activation(RELU))
                        .shortcut(conv2d(8, 1)),
                maxPool2d(2).stride(1).padding(Padding.SAME),
                averagePool2d(2),
                reshape(-1, 2),
                flatten(),
                sequential(dense(6).activation(RELU).kernelInitializer(new Constant(0.1)), dropout(0.25))
                        .named("head"),
                dense(3).bias(false),
                activation(RELU),
                softmax());
        String text = ModelText.of(model).toJson(BUILT_IN);
        ModelText read = ModelText.parse(text, BUILT_IN);
        assertThat(read).isEqualTo(ModelText.of(model));
        assertThat(read.toJson(BUILT_IN)).isEqualTo(text);
        assertThat(read.build().parameters().values())
                .containsExactly(model.parameters().values());
    }

    @Test
    void theTextIsWhatTheDocumentationSays() {
        Model model = Model.build(Shape.of(4, 4, 1), 42, conv2d(2, 3).activation(RELU), flatten(), dense(3));
        assertThat(ModelText.of(model).toJson(BUILT_IN))
                .isEqualTo("{\"format\":\"inkstone-model\",\"version\":2,\"input\":[4,4,1],"
                        + "\"seed\":42,\"layers\":[{\"type\":\"conv2d\",\"filters\":2,\"kernelHeight\":3,\"kernelWidth\":3,"
                        + "\"options\":{\"strideHeight\":1,\"strideWidth\":1,\"dilationHeight\":1,\"dilationWidth\":1,"
                        + "\"padding\":{\"type\":\"same\"},\"groups\":1},\"activation\":\"RELU\",\"bias\":true,\"kernelInitializer\":null},"
                        + "{\"type\":\"flatten\"},{\"type\":\"dense\",\"units\":3,\"activation\":null,\"bias\":true,"
                        + "\"kernelInitializer\":null}]}");
    }

    @Property
    void numbersOfLayersComeBackExactly(@ForAll int scale, @ForAll int offset) {
        Assume.that(Float.isFinite(Float.intBitsToFloat(scale)) && Float.isFinite(Float.intBitsToFloat(offset)));
        LayerSpec layer = new dev.inkstone.layers.Rescale(Float.intBitsToFloat(scale), Float.intBitsToFloat(offset));
        ModelText text = new ModelText(Shape.of(1), 1, sequential(layer));
        assertThat(ModelText.parse(text.toJson(BUILT_IN), BUILT_IN)).isEqualTo(text);
    }

    /** An own layer with every kind of component; not public. */
    record Own(
            int i,
            long l,
            float f,
            double d,
            boolean b,
            String s,
            Padding padding,
            Shape shape,
            List<List<Double>> lists,
            Map<String, Float> map,
            @Nullable Integer none,
            @Nullable String text,
            List<LayerSpec> inner)
            implements LayerSpec {
        @Override
        public String kind() {
            return "own";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return context.child(new Sequential(inner), input);
        }
    }

    @Test
    void anOwnLayerComesBackThroughTheRegistry() {
        Own own = new Own(
                -1,
                1L << 62,
                -0f,
                0.1,
                true,
                "ü\"",
                Padding.explicit(2),
                Shape.of(),
                List.of(List.of(), List.of(1 / 3.0)),
                Map.of("b", 1f, "a", Float.NaN),
                null,
                null,
                List.of(dense(2)));
        Model model = Model.build(Shape.of(3), 1, own);
        SpecRegistry registry = SpecRegistry.builtIn().register("acme/own", Own.class);
        ModelText text = ModelText.of(model);
        assertThat(ModelText.parse(text.toJson(registry), registry)).isEqualTo(text);
        assertThatThrownBy(() -> text.toJson(BUILT_IN))
                .hasMessage(
                        "model.layers[0]: dev.inkstone.checkpoint.ModelTextTest$Own has no name to be saved under, expected a"
                                + " registered record; register it: SpecRegistry.builtIn().register(\"my/name\", Own.class), and give the"
                                + " registry to whoever saves and loads");
        assertThatThrownBy(() -> ModelText.parse(text.toJson(registry), BUILT_IN))
                .hasMessageStartingWith(
                        "model.layers[0]: unknown LayerSpec 'acme/own', expected one of [activation, alpha_dropout,"
                                + " average_pool2d, batch_norm, conv2d,")
                .hasMessageEndingWith("load with SpecRegistry.builtIn().register(\"acme/own\", ….class)");
    }

    @Test
    void aLayerThatIsNoRecordSaysSo() {
        LayerSpec anonymous = new LayerSpec() {
            @Override
            public String kind() {
                return "anonymous";
            }

            @Override
            public Layer build(BuildContext context, Shape input) {
                return Layer.of(input, (x, tape) -> x);
            }
        };
        assertThatThrownBy(() -> new ModelText(Shape.of(1), 1, sequential(residual(anonymous))).toJson(BUILT_IN))
                .hasMessageStartingWith("model.layers[0].body.layers[0]: ")
                .hasMessageEndingWith("; make it a record, so that it can be saved");
    }

    @Test
    void namesAreRegisteredOnce() {
        assertThatThrownBy(() -> SpecRegistry.builtIn().register("dense", Own.class))
                .hasMessageContaining("choose another name");
        assertThatThrownBy(() -> SpecRegistry.builtIn().register("x", Constant.class))
                .hasMessageContaining("registered already");
        record Typed(int type) {}
        assertThatThrownBy(() -> SpecRegistry.builtIn().register("x", Typed.class))
                .hasMessageContaining("a component 'type'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | model text: no format, expected \"inkstone-model\"",
                "{'format':'x'} | model text: no format, expected \"inkstone-model\"",
                "{'format':'inkstone-model','version':3} | model text: version 3, expected at most 2; a newer Inkstone wrote it",
                "{'format':'inkstone-model'} | model text: version null, expected a whole number from 1 to 2",
                "LAYERS:[{}] | model.layers[0]: no member 'type', expected the registered name of a LayerSpec",
                "LAYERS:[{'type':'same'}] | model.layers[0]: unknown LayerSpec 'same', expected one of [activation,",
                "LAYERS:[{'type':'flatten','x':1}] | model.layers[0]: members [type, x], expected [type]",
                "LAYERS:[{'type':'dense'}] | model.layers[0]: members [type], expected [type, units,",
                "LAYERS:[null] | model.layers[0]: null in a list or map, expected a value",
                "LAYERS:7 | model.layers: the number 7, expected an array",
                "LAYERS:[{'type':'dropout','rate':2}] | model.layers[0]: dropout: rate 2.0",
                "LAYERS:[{'type':'dropout','rate':'0.5'}] | model.layers[0].rate: the string \"0.5\", expected a number",
                "LAYERS:[{'type':'dropout','rate':null}] | model.layers[0].rate: null, expected a number",
                "LAYERS:[{'type':'rescale','scale':'NaN','offset':0}] | model.layers[0]: rescale: scale NaN, offset 0.0",
                "LAYERS:[{'type':'activation','activation':'relu'}] | model.layers[0].activation: the string \"relu\", expected one of [LINEAR,",
                "LAYERS:[{'type':'reshape','dims':[2147483648]}] | model.layers[0].dims[0]: the number 2147483648, expected a whole number of 32",
                "LAYERS:[{'type':'reshape','dims':[1.5]}] | model.layers[0].dims[0]: the number 1.5, expected a whole number of 64 bits",
                "LAYERS:[{'type':'reshape','dims':null}] | model.layers[0]: null among its members, expected a value",
                "{'format':'inkstone-model','version':1,'input':[-1],'seed':1,'layers':[]} | model.input: shape [-1]: dimension -1, expected 0 or more",
            })
    void whatIsWrongWithATextIsSaidWithItsPlace(String text, String message) {
        String json = text.replaceAll(
                        "^LAYERS:(.*)$", "{'format':'inkstone-model','version':1,'input':[1],'seed':1,'layers':$1}")
                .replace('\'', '"');
        assertThatThrownBy(() -> ModelText.parse(json, BUILT_IN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}

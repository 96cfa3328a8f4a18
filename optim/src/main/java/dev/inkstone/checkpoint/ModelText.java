package dev.inkstone.checkpoint;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.tensor.Shape;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that a model is built from, as versioned JSON: {@code {"format":"inkstone-model","version":1,"input":[28,28,1],
 * "seed":42,"layers":[{"type":"conv2d",…},…]}}.
 *
 * @param inputShape the shape of one example
 * @param seed what the initial weights depend on
 * @param spec the layers
 */
public record ModelText(Shape inputShape, long seed, Sequential spec) {
    private static final String FORMAT = "inkstone-model";
    private static final int VERSION = 1;

    /** What {@code model} was built from. */
    public static ModelText of(Model model) {
        return new ModelText(model.inputShape(), model.seed(), model.spec());
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is not such a text, is of a newer version, or names something that is not registered
     */
    public static ModelText parse(String json, SpecRegistry registry) {
        Json parsed = Json.parse(json);
        if (!(parsed instanceof Json.Obj object)
                || !(object.members().get("format") instanceof Json.Text format)
                || !format.value().equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "model text: no format, expected \"" + FORMAT + "\"; it does not describe a model");
        }
        if (!(object.members().get("version") instanceof Json.Num version)
                || !version.literal().equals(String.valueOf(VERSION))) {
            Json found = object.members().getOrDefault("version", new Json.Null());
            throw new IllegalArgumentException("model text: version " + CheckpointException.shortened(found.text())
                    + ", expected " + VERSION + "; a newer Inkstone wrote it, load it with that");
        }
        Content content = new RecordDecoder(registry).decodeRecord(object, Content.class, "model");
        return new ModelText(content.input, content.seed, new Sequential(content.layers));
    }

    /**
     * The text; equal models give equal texts.
     *
     * @throws IllegalArgumentException if a layer is not a registered record; the message says where it stands and what to do
     */
    public String toJson(SpecRegistry registry) {
        Content content = new Content(FORMAT, VERSION, inputShape, seed, spec.layers());
        return new RecordCodec(registry).encode(content, Content.class, "model").text();
    }

    /** The model, with its initial weights. */
    public Model build() {
        return Model.build(inputShape, seed, spec);
    }

    /** As {@link #build()} after {@code declared} has seen what the layers need, before memory is taken for it. */
    Model build(Consumer<Parameters> declared) {
        return Model.build(inputShape, seed, spec, declared);
    }

    private record Content(String format, int version, Shape input, long seed, List<LayerSpec> layers) {}
}

package dev.inkstone.checkpoint;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All that a model is built from, as versioned JSON: {@code {"format":"inkstone-model","version":2,"input":[28,28,1],
 * "seed":42,"layers":[{"type":"conv2d",…},…]}}.
 *
 * <p>All versions so far are read, and the newest is written. A component that a layer did not have when a text was written gets the
 * value that does what the layer did then, see {@link SpecRegistry#defaultFor}. A version is a new one when older programs could not
 * read its texts, or would misread them:
 *
 * <ul>
 *   <li>1: the first
 *   <li>2: the activation of {@code conv2d} and {@code dense} is null where none was chosen. Version 1 has {@code "LINEAR"} there, which
 *       is the same but for {@link dev.inkstone.layers.Layers#withActivation}. Convolutions have {@code groups}, 1 in version 1
 * </ul>
 *
 * @param inputShape the shape of one example
 * @param seed what the initial weights depend on
 * @param spec the layers
 */
public record ModelText(Shape inputShape, long seed, Sequential spec) {
    private static final String FORMAT = "inkstone-model";
    private static final int VERSION = 2;

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
        checkVersion(object.members().getOrDefault("version", new Json.Null()));
        Content content = new RecordDecoder(registry, Map.of()).decodeRecord(object, Content.class, "model");
        return new ModelText(content.input, content.seed, new Sequential(content.layers));
    }

    private static void checkVersion(Json version) {
        String literal = version instanceof Json.Num number ? number.literal() : "";
        if (!literal.matches("[1-9][0-9]*")) {
            throw new IllegalArgumentException("model text: version " + CheckpointException.shortened(version.text())
                    + ", expected a whole number from 1 to " + VERSION);
        }
        if (literal.length() > 9 || Integer.parseInt(literal) > VERSION) {
            throw new IllegalArgumentException("model text: version " + CheckpointException.shortened(literal)
                    + ", expected at most " + VERSION + "; a newer Inkstone wrote it, load it with that");
        }
    }

    /** The same with every activation that was not chosen said: what texts of version 1 hold. */
    ModelText resolved() {
        return new ModelText(inputShape, seed, spec.defaultActivation(Activation.LINEAR));
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

package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * The description of a layer: an immutable value (a record) that can be compared, printed and saved. An own layer is a record
 * that implements this; it can do all that the built-in ones do.
 */
public interface LayerSpec {
    /** How automatic names start: {@code conv} gives {@code conv1}, {@code conv2}, … */
    String kind();

    /**
     * Allocates what the layer needs and works out its shapes.
     *
     * @param input the shape of one example, without the batch
     * @throws dev.inkstone.tensor.ShapeException if the input does not fit
     */
    Layer build(BuildContext context, Shape input);

    /**
     * The same layer with a name of its own in place of the automatic one.
     *
     * @throws IllegalArgumentException if the name is empty or contains a slash
     */
    default LayerSpec named(String name) {
        return new Named(name, this);
    }
}

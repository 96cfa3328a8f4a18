package dev.inkstone.layers;

import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;

/**
 * The description of a layer: an immutable value (a record) that can be compared, printed and saved. An own layer is a record
 * that implements this; it can do all that the built-in ones do.
 */
public interface LayerSpec {
    /** How automatic names start: {@code conv} gives {@code conv1}, {@code conv2}, … */
    String kind();

    /** The layer itself, without a name, penalties and limits of its own ({@link #named}, {@link #regularized}, {@link #maxNorm}). */
    default LayerSpec bare() {
        return this;
    }

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

    /**
     * The same layer with {@code l1·Σ|w| + l2·Σw²} of its weights added to the loss, see {@link Regularized}.
     *
     * @throws IllegalArgumentException if a factor is not a finite number of 0 or more
     */
    default LayerSpec regularized(double l1, double l2) {
        return new Regularized(this, l1, l2);
    }

    /**
     * The same layer with weights whose norm for each output is kept at {@code limit} or below, see {@link MaxNorm}.
     *
     * @throws IllegalArgumentException if the limit is not a finite number above 0
     */
    default LayerSpec maxNorm(double limit) {
        return new MaxNorm(this, limit);
    }

    /**
     * The same layer with this activation if it could have one and has not chosen any, see {@link Layers#withActivation}. A layer of
     * layers passes it on to them; by default this layer as it is.
     */
    default LayerSpec defaultActivation(Activation activation) {
        return this;
    }
}

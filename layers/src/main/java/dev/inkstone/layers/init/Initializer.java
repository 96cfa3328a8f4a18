package dev.inkstone.layers.init;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** Fills a new parameter. A value (usually a record), so that it can be saved with the layer that uses it. */
public interface Initializer {
    /** Sets every element of {@code parameter}, with random numbers of {@code stream} only. */
    void fill(Tensor parameter, RandomStream stream);

    /** The same for weights that make so many connections; unless overridden, that changes nothing. */
    default void fill(Tensor parameter, RandomStream stream, Fans fans) {
        fill(parameter, stream);
    }

    /** This initialiser for weights that make so many connections, whatever their shape says. */
    default Initializer with(Fans fans) {
        return (parameter, stream) -> fill(parameter, stream, fans);
    }

    /**
     * How many inputs one output of a layer with these weights depends on: all dimensions but the last multiplied ({@code in} of
     * {@code [in, out]}, {@code kh·kw·in} of {@code [kh, kw, in, out]}); the size of a vector.
     */
    static int fanIn(Shape weights) {
        return weights.rank() < 2 ? Math.max(1, weights.size()) : weights.size() / Math.max(1, weights.dim(-1));
    }

    /**
     * How many outputs one input of a layer with these weights reaches: all dimensions but the last but one multiplied ({@code
     * out}, {@code kh·kw·out}); the size of a vector.
     */
    static int fanOut(Shape weights) {
        return weights.rank() < 2 ? Math.max(1, weights.size()) : weights.size() / Math.max(1, weights.dim(-2));
    }
}

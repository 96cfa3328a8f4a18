package dev.inkstone.layers.init;

import dev.inkstone.tensor.Shape;

/**
 * How many connections the weights of a layer make. Layers whose weights are no plain {@code [..., in, out]} say it themselves:
 *
 * <ul>
 *   <li>a convolution with groups: in {@code kh·kw·in/groups}, out {@code kh·kw·out/groups};
 *   <li>a depthwise convolution {@code [kh, kw, in, multiplier]}: in {@code kh·kw}, out {@code kh·kw·multiplier};
 *   <li>a transposed convolution: in {@code in} times {@code max(1, k/stride)} for each axis, the mean over the output, out {@code
 *       kh·kw·out}.
 * </ul>
 *
 * @param in how many inputs one output depends on
 * @param out how many outputs one input reaches
 */
public record Fans(double in, double out) {
    /** {@link Initializer#fanIn} and {@link Initializer#fanOut}. */
    public static Fans of(Shape weights) {
        return new Fans(Initializer.fanIn(weights), Initializer.fanOut(weights));
    }
}

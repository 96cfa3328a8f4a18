package dev.inkstone.data;

import dev.inkstone.random.RandomStream;

/**
 * Changes the values of one example, for example mirrors an image at random. A function of its arguments alone, called by
 * several threads: so the same seed gives the same bits whoever calls it, and whenever.
 */
@FunctionalInterface
public interface Transform {
    /**
     * The values in place of {@code values}.
     *
     * @param values those of the example, in row-major order; may be changed and returned
     * @param random the numbers of this example in this epoch: {@code random.uniform(0)}, {@code random.below(1, 5)}, …
     */
    float[] apply(float[] values, RandomStream random);
}

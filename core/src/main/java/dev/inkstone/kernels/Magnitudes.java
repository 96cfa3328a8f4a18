package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;

/**
 * How small and how large some floats are. The bits of absolute values are in the order of the values.
 *
 * @param most the bits of the largest absolute value; NaN is the largest of all
 * @param least the bits of the smallest one but 0, less 1; {@link Integer#MAX_VALUE} if there is none
 */
record Magnitudes(int most, int least) {
    /** Of {@code x[xo .. xo + n)}. */
    static Magnitudes of(GemmLanes lanes, int n, float[] x, int xo) {
        long both = lanes.magnitudes(n, x, xo);
        return new Magnitudes((int) (both >>> 32), (int) both);
    }

    /** Neither NaN nor infinite. */
    boolean areNumbers() {
        return most < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    }

    /** The least exponent that the lowest bit of a value, other than 0, has. */
    int lowestBit() {
        return Math.max(least >>> 23, 1) - Float.MAX_EXPONENT - 23;
    }
}

package dev.inkstone.kernels.lanes;

/**
 * Element-wise bodies over contiguous ranges. {@code xo} is the offset of the first element of {@code x}, and so on. An
 * output may be the very range of an input, but not overlap it otherwise.
 */
public interface PointwiseLanes {
    /** {@code y = f(x)}. */
    void unary(Unary f, int n, float[] x, int xo, float[] y, int yo);

    /** {@code gx = gy · f'}, from the output {@code y} of {@code f}. */
    void unaryGradient(Unary f, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo);

    /** {@code y = f(a, b)}. */
    void binary(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo);

    /** {@code y = f(a, b)} with one {@code b} for all. */
    void binaryScalar(Binary f, int n, float[] a, int ao, float b, float[] y, int yo);

    /** {@code y = f(a, b)} with one {@code a} for all. */
    void scalarBinary(Binary f, int n, float a, float[] b, int bo, float[] y, int yo);
}

package dev.inkstone.kernels.lanes;

/**
 * Element-wise bodies over contiguous ranges. {@code xo} is the offset of the first element of {@code x}, and so on. An
 * output may be the very range of an input, but not overlap it otherwise.
 */
public interface PointwiseLanes {
    /** {@code y = f(x)}. */
    void unary(Unary f, int n, float[] x, int xo, float[] y, int yo);

    /** {@code gx = gy · f'}, from the output {@code v} of {@code f}, or from its input ({@link Unary#fromInput}). */
    void unaryGradient(Unary f, int n, float[] v, int vo, float[] gy, int gyo, float[] gx, int gxo);

    /** {@code y = f(x; p, q)}. */
    void parametric(Parametric f, float p, float q, int n, float[] x, int xo, float[] y, int yo);

    /** {@code gx = gy · f'(x; p, q)}. */
    void parametricGradient(
            Parametric f, float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo);

    /** {@code y = f(a, b)}. */
    void binary(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo);

    /** {@code y = f(a, b)} with one {@code b} for all. */
    void binaryScalar(Binary f, int n, float[] a, int ao, float b, float[] y, int yo);

    /** {@code y = f(a, b)} with one {@code a} for all. */
    void scalarBinary(Binary f, int n, float a, float[] b, int bo, float[] y, int yo);

    /**
     * {@code y = kept ? x · scale : 0}. Element {@code e} owns 32 bits: the low (even {@code e}) or high (odd {@code e}) half of
     * {@link dev.inkstone.kernels.scalar.ScalarRandom#bits} of {@code key} and {@code e >>> 1}. It is kept if their upper 24 bits
     * are below {@code threshold}.
     */
    void dropout(int n, float[] x, int xo, long key, int threshold, float scale, float[] y, int yo);

    /** {@code y = fma(alpha, x, y)}. */
    void addScaled(int n, float alpha, float[] x, int xo, float[] y, int yo);
}

package dev.inkstone.kernels.lanes;

/**
 * Bodies over rows of channels. Sums go down the rows, one independent sum per column: rows begin {@code stride} floats
 * apart, {@code width} columns are summed, each in ascending row order into the accumulator that the caller has set up.
 */
public interface ChannelLanes {
    /** {@code sum[j] += x[r][j]}. */
    void sumRows(int rows, int stride, int width, float[] x, int xo, float[] sum, int so);

    /** The same with the rounding error of each addition (two-sum) added to {@code error[j]}. */
    void sumRowsExactly(int rows, int stride, int width, float[] x, int xo, float[] sum, int so, float[] error, int eo);

    /** {@code sum[j] += (x[r][j] − mean[j])²} with the rounding errors of square and addition in {@code error[j]}. */
    void sumSquaresExactly(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] sum,
            int so,
            float[] error,
            int eo);

    /** {@code ggamma[j] = fma(gy, x − mean[j], ggamma[j]); gbeta[j] += gy}. */
    void sumGradients(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] mean,
            int mo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo);

    /**
     * {@code y[r][j] = fma(x[r][j] − mean[j], scale[j], shift[j])}, rows of {@code width} one after the other; the three parameters
     * {@code mean, scale, shift} begin at {@code from} in {@code p}, {@code stride} floats apart.
     */
    void normalize(int rows, int width, float[] x, int xo, float[] p, int from, int stride, float[] y, int yo);

    /**
     * {@code gx[r][j] = scale[j] · fma(x[r][j] − mean[j], slope[j], gy[r][j] − base[j])}, rows of {@code width} one after the
     * other; the four parameters {@code mean, slope, base, scale} begin at {@code from} in {@code p}, {@code stride} floats apart.
     */
    void normalizeGradient(
            int rows,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] p,
            int from,
            int stride,
            float[] gx,
            int gxo);

    /**
     * The maximum of {@code taps} pixels of {@code n} channels, {@code step} floats apart from {@code xo + first} on, taken in
     * order: where {@code x > y} or {@code x} is NaN, {@code y[j]} becomes {@code x} and {@code argmax[j]} its index relative
     * to {@code xo}.
     * {@code fresh}: the first tap overwrites {@code y} and {@code argmax}.
     */
    void maxOfRow(
            int n,
            int taps,
            int step,
            boolean fresh,
            float[] x,
            int xo,
            int first,
            float[] y,
            int yo,
            int[] argmax,
            int ao);

    /**
     * The maximum of four taps in that manner: the first two begin at {@code xo + first} and {@code step} further on, the
     * other two {@code row} floats after these.
     */
    void maxOfFour(int n, float[] x, int xo, int first, int step, int row, float[] y, int yo, int[] argmax, int ao);
}

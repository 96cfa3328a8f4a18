package dev.inkstone.kernels.lanes;

/**
 * Bodies of depthwise convolutions: every channel is a sum of its own, so neighbouring channels are neighbouring lanes. Sums
 * have one accumulator and one rounding per term. Operands are those of a {@link Tile}, of any number of rows and columns.
 */
public interface DepthwiseLanes {
    /** Floats of {@link Tile#edge} that {@link #products} needs. */
    int edge();

    /**
     * For every row r and column j of the tile, from +0 on (the tile must say so):
     *
     * <pre>
     * acc = +0;   acc = fma(a[r][steps[k]][j], b[k][j], acc) for ascending k;   c[r][j] = acc
     * </pre>
     */
    void sums(Tile t);

    /**
     * For every term k and column j of the tile, from what C holds on, or from +0:
     *
     * <pre>
     * acc = c[k][j];   acc = fma(a[r][steps[k]][j], b[r][j], acc) for ascending r;   c[k][j] = acc
     * </pre>
     *
     * Here B has a row for each row of the tile, and C, without a list, one for each term, {@link Tile#bStride} apart as well.
     */
    void products(Tile t);
}

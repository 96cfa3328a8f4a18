package dev.inkstone.kernels.lanes;

/**
 * Bodies of matrix products and convolutions. For every row r and column j of the tile
 *
 * <pre>
 * acc = c[r][j], or +0;      acc = fma(a[r][k], b[k][j], acc) for ascending k;   c[r][j] = acc
 * </pre>
 *
 * One accumulator, one rounding per term, never a partial sum: so a sum may be cut into calls anywhere and keeps its bits.
 * Offset lists always hold a whole tile of rows: where there are fewer, the last is repeated, and a body may compute its
 * copies too, as long as it loads all of C before it stores any.
 */
public interface GemmLanes {
    /** Columns of a narrow panel; a wide one has twice as many. */
    int columns();

    /** The most rows of one tile. */
    int tileRows();

    /** Terms at neighbouring places: {@code a[r][k]} is {@code a[aBase + aRows[aRow + r] + k]}. */
    void linear(Tile t);

    /** Terms at listed places: {@code a[r][k]} is {@code a[aBase + aRows[aRow + r] + steps[k]]}. */
    void indexed(Tile t);

    /**
     * As {@link #indexed}, for sums of exactly nine terms, from +0 on, and for any number of rows: all of them are in the lists,
     * and nothing is repeated.
     */
    void nineTerms(Tile t);

    /** Whether {@link #windows} is for windows of {@code size × size}. */
    boolean fitsWindows(int size);

    /**
     * As {@link #indexed}, for whole sums, from +0 on, and for any number of rows, where rows come in fours that start at
     * neighbouring places of A, and the terms are runs of neighbours, as many runs as each has terms: square windows over one
     * channel.
     */
    void windows(Tile t);

    /** Adds {@code bias[bo .. bo + n)} to each of {@code rows} rows of {@code n} floats from {@code c[co]} on. */
    void addBias(int rows, int n, float[] c, int co, float[] bias, int bo);

    /** The same, followed by {@link Unary#RELU}. */
    void addBiasRelu(int rows, int n, float[] c, int co, float[] bias, int bo);
}

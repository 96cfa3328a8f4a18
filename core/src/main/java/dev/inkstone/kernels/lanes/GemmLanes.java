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
    /** Columns of one vector: panels are some of them wide. */
    int columns();

    /** The most vectors of columns of a panel, at least two. */
    int panelVectors();

    /** The most rows of one tile. */
    int tileRows();

    /** Rows of the next tile, where {@code rest} rows are left and the panel is {@code width} columns wide. */
    int tileRows(int rest, int width);

    /** Below this many terms a run costs more for loading and storing C than {@link #indexed} does for its list of steps. */
    int leastRun();

    /** Terms at neighbouring places: {@code a[r][k]} is {@code a[aBase + aRows[aRow + r] + k]}. */
    void linear(Tile t);

    /** Terms at listed places: {@code a[r][k]} is {@code a[aBase + aRows[aRow + r] + steps[k]]}. */
    void indexed(Tile t);

    /**
     * As {@link #indexed}, for sums of exactly nine terms, from +0 on, and for any number of rows: all of them are in the lists,
     * and nothing is repeated.
     */
    void nineTerms(Tile t);

    /** Rows of a tile of {@link #outer}. */
    int outerRows();

    /** Vectors of the next tile of {@link #outer}, two or three, where {@code left} are left, more than one: none stays alone. */
    default int outerVectors(int left) {
        return left == 2 || left == 4 ? 2 : 3;
    }

    /**
     * The same sums, where the terms of the rows are neighbours, and the row of B of each term is at a listed place: {@code a[r][k]}
     * is {@code a[aBase + i · aStride + r]} and {@code b[k][j]} is {@code b[bOffset + steps[k] + j]} for the i-th term k, {@code
     * c[r][j]} is {@code c[cBase + r · cStride + j]}. Two or three times {@link #columns} columns, {@link #outerRows} rows.
     */
    void outer(Tile t);

    /** Whether {@link #blocks} is for so many columns: it only spares loads, so plain loops have none. */
    default boolean fitsBlocks(int columns) {
        return false;
    }

    /**
     * Whole sums, from +0 on, of six rows of A, each for a block of 2 × 2 rows of C of one vector: x at its {@code cRows}, y a vector
     * after x, z and w {@link Tile#cStride} after these. With e the six {@link Tile#steps}, the terms {@code a[aBase + aRows[aRow
     * + r] + i]} of x alone have {@code e[0] ≤ i < e[1]}, those of x and y {@code e[1] ≤ i < e[2]}, those of x and z {@code e[3]
     * ≤ i < e[4]}, those of all four {@code e[4] ≤ i < e[5]}. B begins with the first float, and has for each term a vector for
     * each of them.
     */
    default void blocks(Tile t) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link #windows} is for windows of {@code size × size}; never for 0, no window. */
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

    /**
     * How large {@code n} floats are: in the upper half of the result the largest of {@code m(x)}, the raw bits without the sign, in
     * the lower half the smallest of {@code m(x) − 1}, where that of 0 counts as {@link Integer#MAX_VALUE}.
     */
    long magnitudes(int n, float[] x, int xo);
}

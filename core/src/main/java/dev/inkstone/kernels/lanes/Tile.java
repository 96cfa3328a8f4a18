package dev.inkstone.kernels.lanes;

/**
 * The operands of one call of a {@link GemmLanes} body: a tile of C rows, each {@code width} columns, gets the products of its
 * rows of A with a panel of B. Rows of A and C are addressed by offset lists, so nothing has to be copied to be multiplied.
 *
 * <p>Plain fields, because a body has more operands than a readable parameter list. Belongs to one thread.
 */
public final class Tile {
    /** A, read at {@code aBase + aRows[aRow + r] + (k or step)}. */
    public float[] a = {};

    /** Where each row of A starts, relative to {@link #aBase}. */
    public int[] aRows = {};

    /** The tile's first entry of {@link #aRows}. */
    public int aRow;

    /** Added to every offset into {@link #a}. */
    public int aBase;

    /** Outer products: from the terms of one product to those of the next. */
    public int aStride;

    /** Indexed bodies: the k-th term of every row is {@code steps[k]} behind the row's start. */
    public int[] steps = {};

    /** Indexed bodies and outer products: the first entry of {@link #steps}. */
    public int k;

    /** How many terms to add. */
    public int count;

    /** B, read at {@code bOffset + i * bStride + column} for the i-th of the {@link #count} terms. */
    public float[] b = {};

    /** First row of the panel. */
    public int bOffset;

    /** From one row of the panel to the next. */
    public int bStride;

    /** C, updated at {@code cBase + cRows[cRow + r] + column}. */
    public float[] c = {};

    /** Where each row of C starts, relative to {@link #cBase}. */
    public int[] cRows = {};

    /** The tile's first entry of {@link #cRows}. */
    public int cRow;

    /** Added to every offset into {@link #c}. */
    public int cBase;

    /** Outer products: from one row of C to the next. */
    public int cStride;

    /** Rows; both offset lists go on to the {@link GemmLanes#tileRows(int, int)} of them, repeating the last row. */
    public int rows;

    /** Columns: one to {@link GemmLanes#panelVectors()} times {@link GemmLanes#columns()}. */
    public int width;

    /**
     * The first column of the last vector. In panels of three and more vectors it may be nearer than a whole vector to the one
     * before; what both hold is the same.
     */
    public int last;

    /** What the sums start from, read at the places of C with {@link #startMask}: C itself, or zeros. */
    public float[] start = {};

    /** All ones to start from C, 0 to start from the first {@link #width} floats of {@link #start}. */
    public int startMask;

    /** Depthwise bodies only: room for {@link DepthwiseLanes#edge} floats. */
    public float[] edge = {};

    private final float[] zeros;

    /** A tile for panels of at most {@code width} columns. */
    public Tile(int width) {
        zeros = new float[width];
    }

    /**
     * Sets whether sums start at +0 rather than from what C holds. Bodies see other data, not another branch: one that is first
     * taken when a body is hot would throw its compiled code away.
     */
    public void startAtZero(boolean zero) {
        start = zero ? zeros : c;
        startMask = zero ? 0 : -1;
    }
}

package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.Tile;

/** Rows of a depthwise convolution: pixels of a frame times weights, channel by channel. */
final class DepthwiseProducts implements ImageProduct.Products {
    /** One term costs about as much as this many of a matrix product, for its operands are used only once. */
    static final int COST = 4;

    private final DepthwiseLanes lanes;
    private final int[] steps;
    private final int width;
    private final float[] weights;
    private final int offset;

    /**
     * @param steps where the terms are in the frame, relative to the start of the row
     * @param width channels of the output
     * @param weights a row of {@code width} for each step, from {@code offset} on
     */
    DepthwiseProducts(DepthwiseLanes lanes, int[] steps, int width, float[] weights, int offset) {
        this.lanes = lanes;
        this.steps = steps;
        this.width = width;
        this.weights = weights;
        this.offset = offset;
    }

    @Override
    public void block(Workspace w, int first, int rows) {
        Tile t = w.tile;
        t.a = w.a;
        t.aBase = w.aBase;
        t.aRows = w.aRows;
        t.aRow = first;
        t.c = w.c;
        t.cBase = w.cBase;
        t.cRows = w.cRows;
        t.cRow = first;
        t.b = weights;
        t.bOffset = offset;
        t.bStride = width;
        t.steps = steps;
        t.k = 0;
        t.count = steps.length;
        t.rows = rows;
        t.width = width;
        t.startAtZero(true);
        lanes.sums(t);
    }
}

package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.Tile;
import dev.inkstone.kernels.scalar.ScalarLanes;
import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolutions on SIMD lanes: one vector of channels passes along the pixels while the weights, or the sums, of up to
 * nine terms stay in registers. More terms are taken in pieces that go on from what is stored. Where the channels are no whole
 * number of vectors, the last vector overlaps the one before it.
 */
final class VectorDepthwiseLanes implements DepthwiseLanes {
    private final DepthwiseLanes narrow = new ScalarLanes().depthwise();

    @Override
    public int edge() {
        return 9 * LENGTH;
    }

    @Override
    public void sums(Tile t) {
        if (t.width < LENGTH) {
            narrow.sums(t);
            return;
        }
        int whole = FLOATS.loopBound(t.width);
        if (whole < t.width) {
            sums(t, t.width - LENGTH); // in front: what it shares with another vector is then overwritten, from +0 on
        }
        for (int j = 0; j < whole; j += LENGTH) {
            sums(t, j);
        }
    }

    private static void sums(Tile t, int j) {
        int left = t.count;
        float[] from = t.start;
        int mask = t.startMask;
        if (left == 0) {
            zero(t, j);
        }
        for (int k = 0; left > 0; ) {
            int terms = piece(left);
            switch (terms) {
                case 9 -> DepthwiseSums.nine(t, k, j, from, mask);
                case 4 -> DepthwiseSums.four(t, k, j, from, mask);
                case 2 -> DepthwiseSums.two(t, k, j, from, mask);
                default -> DepthwiseSums.one(t, k, j, from, mask);
            }
            k += terms;
            left -= terms;
            from = t.c;
            mask = -1;
        }
    }

    private static int piece(int left) {
        return left >= 9 ? 9 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    private static void zero(Tile t, int j) {
        for (int r = 0; r < t.rows; r++) {
            FloatVector.zero(FLOATS).intoArray(t.c, t.cBase + t.cRows[t.cRow + r] + j);
        }
    }

    @Override
    public void products(Tile t) {
        if (t.width < LENGTH) {
            narrow.products(t);
            return;
        }
        for (int k = 0; k < t.count; ) {
            int terms = piece(t.count - k);
            products(t, k, terms);
            k += terms;
        }
    }

    /** What the overlapping vector adds waits in the edge: the vector that it overlaps still starts from the sums there were. */
    private static void products(Tile t, int k, int terms) {
        int whole = FLOATS.loopBound(t.width);
        if (whole < t.width) {
            piece(t, k, terms, t.width - LENGTH, t.edge, 0, LENGTH);
        }
        for (int j = 0; j < whole; j += LENGTH) {
            piece(t, k, terms, j, t.c, t.cBase + k * t.bStride + j, t.bStride);
        }
        int rest = t.width - whole;
        for (int i = 0; i < terms && rest > 0; i++) {
            System.arraycopy(t.edge, (i + 1) * LENGTH - rest, t.c, t.cBase + (k + i) * t.bStride + whole, rest);
        }
    }

    private static void piece(Tile t, int k, int terms, int j, float[] to, int o, int stride) {
        switch (terms) {
            case 9 -> DepthwiseProducts.nine(t, k, j, to, o, stride);
            case 4 -> DepthwiseProducts.four(t, k, j, to, o, stride);
            case 2 -> DepthwiseProducts.two(t, k, j, to, o, stride);
            default -> DepthwiseProducts.one(t, k, j, to, o, stride);
        }
    }
}

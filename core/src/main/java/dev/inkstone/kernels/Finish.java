package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;

/** Applies an {@link Epilogue} to rows that have just been computed. */
final class Finish {
    private final GemmLanes lanes;
    private final PointwiseLanes pointwise;

    Finish(GemmLanes lanes, PointwiseLanes pointwise) {
        this.lanes = lanes;
        this.pointwise = pointwise;
    }

    /** Columns {@code j0 … j1} of {@code rows} rows of {@code n} floats from {@code c[co]} on. */
    void columns(Epilogue e, int rows, int n, int j0, int j1, float[] c, int co) {
        if (j0 == 0 && j1 == n) {
            rows(e, rows, n, c, co, 0);
            return;
        }
        for (int r = 0; r < rows; r++) {
            rows(e, 1, j1 - j0, c, co + r * n + j0, j0);
        }
    }

    private void rows(Epilogue e, int rows, int n, float[] c, int co, int column) {
        if (e.bias() != null && e.activation() == Unary.RELU) {
            lanes.addBiasRelu(rows, n, c, co, e.bias(), e.biasOffset() + column);
            return;
        }
        if (e.bias() != null) {
            lanes.addBias(rows, n, c, co, e.bias(), e.biasOffset() + column);
        }
        if (e.activation() != null) {
            pointwise.unary(e.activation(), rows * n, c, co, c, co);
        }
    }
}

package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/** Matrix products in plain loops: what every other form has to equal, bit for bit. */
final class ScalarGemmLanes implements GemmLanes {
    @Override
    public int columns() {
        return 8;
    }

    @Override
    public int tileRows() {
        return 8;
    }

    @Override
    public void linear(Tile t) {
        for (int r = 0; r < t.rows; r++) {
            int ao = t.aBase + t.aRows[t.aRow + r];
            for (int j = 0; j < t.width; j++) {
                int co = t.cBase + t.cRows[t.cRow + r] + j;
                float sum = t.first ? 0 : t.c[co];
                for (int k = 0; k < t.count; k++) {
                    sum = Math.fma(t.a[ao + k], t.b[t.bOffset + k * t.bStride + j], sum);
                }
                t.c[co] = sum;
            }
        }
    }

    @Override
    public void indexed(Tile t) {
        for (int r = 0; r < t.rows; r++) {
            int ao = t.aBase + t.aRows[t.aRow + r];
            for (int j = 0; j < t.width; j++) {
                int co = t.cBase + t.cRows[t.cRow + r] + j;
                float sum = t.first ? 0 : t.c[co];
                for (int k = 0; k < t.count; k++) {
                    sum = Math.fma(t.a[ao + t.steps[t.k + k]], t.b[t.bOffset + k * t.bStride + j], sum);
                }
                t.c[co] = sum;
            }
        }
    }

    @Override
    public void addBias(int rows, int n, float[] c, int co, float[] bias, int bo) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < n; j++) {
                c[co + r * n + j] += bias[bo + j];
            }
        }
    }
}

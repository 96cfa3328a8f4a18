package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;

/** STAND-IN until the kernels branch is merged: plain loops. */
public final class Gemm {
    private final PointwiseLanes pointwise;

    public Gemm(GemmLanes lanes, PointwiseLanes pointwise) {
        this.pointwise = pointwise;
    }

    public void multiply(int m, int n, int k, float[] a, int ao, float[] b, int bo, Epilogue epilogue, float[] c, int co) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float s = 0;
                for (int p = 0; p < k; p++) {
                    s = Math.fma(a[ao + i * k + p], b[bo + p * n + j], s);
                }
                c[co + i * n + j] = epilogue.bias() == null ? s : s + epilogue.bias()[epilogue.biasOffset() + j];
            }
        }
        if (epilogue.activation() != null) {
            pointwise.unary(epilogue.activation(), m * n, c, co, c, co);
        }
    }

    public void multiplyTransposedB(int m, int n, int k, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float s = 0;
                for (int p = 0; p < k; p++) {
                    s = Math.fma(a[ao + i * k + p], b[bo + j * k + p], s);
                }
                c[co + i * n + j] = s;
            }
        }
    }

    public void multiplyTransposedA(int rows, int k, int n, float[] a, int ao, float[] b, int bo, float[] c, int co) {
        java.util.Arrays.fill(c, co, co + k * n, 0f);
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < k; i++) {
                float x = a[ao + r * k + i];
                for (int j = 0; j < n; j++) {
                    c[co + i * n + j] = Math.fma(x, b[bo + r * n + j], c[co + i * n + j]);
                }
            }
        }
    }
}

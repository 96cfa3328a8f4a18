package dev.inkstone.kernels.scalar;

import static dev.inkstone.kernels.scalar.ScalarMath.SELU_SCALE;
import static dev.inkstone.kernels.scalar.ScalarMath.SELU_SCALE_ALPHA;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;

/** Element-wise functions as plain loops. */
final class ScalarPointwiseLanes implements PointwiseLanes {
    @Override
    public void unary(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        switch (f) {
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(x[xo + i], 0f);
                }
            }
            case SELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarMath.selu(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarMath.sigmoid(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarMath.tanh(x[xo + i]);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarMath.exp(x[xo + i]);
                }
            }
        }
    }

    @Override
    public void unaryGradient(Unary f, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        switch (f) {
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    gx[gxo + i] = y[yo + i] > 0f ? gy[gyo + i] : 0f;
                }
            }
            case SELU -> {
                for (int i = 0; i < n; i++) {
                    float v = y[yo + i];
                    gx[gxo + i] = gy[gyo + i] * (v > 0f ? SELU_SCALE : v + SELU_SCALE_ALPHA);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    float v = y[yo + i];
                    gx[gxo + i] = gy[gyo + i] * (v * (1f - v));
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    float v = y[yo + i];
                    gx[gxo + i] = gy[gyo + i] * Math.fma(-v, v, 1f);
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    gx[gxo + i] = gy[gyo + i] * y[yo + i];
                }
            }
        }
    }

    @Override
    public void binary(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        switch (f) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] + b[bo + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] - b[bo + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] * b[bo + i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] / b[bo + i];
                }
            }
        }
    }

    @Override
    public void binaryScalar(Binary f, int n, float[] a, int ao, float b, float[] y, int yo) {
        switch (f) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] + b;
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] - b;
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] * b;
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] / b;
                }
            }
        }
    }

    @Override
    public void scalarBinary(Binary f, int n, float a, float[] b, int bo, float[] y, int yo) {
        switch (f) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a + b[bo + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a - b[bo + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a * b[bo + i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a / b[bo + i];
                }
            }
        }
    }
}

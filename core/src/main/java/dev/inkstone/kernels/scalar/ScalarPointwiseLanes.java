package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;

/** Element-wise functions as plain loops. */
final class ScalarPointwiseLanes implements PointwiseLanes {
    @Override
    public void unary(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        if (f == Unary.RELU) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.max(x[xo + i], 0f);
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            y[yo + i] = ScalarUnary.value(f, x[xo + i]);
        }
    }

    @Override
    public void unaryGradient(Unary f, int n, float[] v, int vo, float[] gy, int gyo, float[] gx, int gxo) {
        if (f == Unary.RELU) {
            for (int i = 0; i < n; i++) {
                gx[gxo + i] = v[vo + i] > 0f ? gy[gyo + i] : 0f;
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            gx[gxo + i] = ScalarUnary.gradient(f, v[vo + i], gy[gyo + i]);
        }
    }

    @Override
    public void parametric(Parametric f, float p, float q, int n, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            y[yo + i] = switch (f) {
                case LEAKY_RELU -> ScalarCurves.leakyRelu(p, v);
                case ELU -> ScalarCurves.elu(p, v);
                case CLIP -> Math.min(Math.max(v, p), q);
            };
        }
    }

    @Override
    public void parametricGradient(
            Parametric f, float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        for (int i = 0; i < n; i++) {
            float v = x[xo + i];
            float g = gy[gyo + i];
            gx[gxo + i] = switch (f) {
                case LEAKY_RELU -> v > 0f ? g : g * p;
                case ELU -> g * ScalarCurves.eluSlope(p, v);
                case CLIP -> v >= p && v <= q ? g : 0f;
            };
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
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(a[ao + i], b[bo + i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.min(a[ao + i], b[bo + i]);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] >= b[bo + i] ? 1f : 0f;
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarPower.power(a[ao + i], b[bo + i]);
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
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(a[ao + i], b);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.min(a[ao + i], b);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + i] >= b ? 1f : 0f;
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarPower.power(a[ao + i], b);
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
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(a, b[bo + i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.min(a, b[bo + i]);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a >= b[bo + i] ? 1f : 0f;
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = ScalarPower.power(a, b[bo + i]);
                }
            }
        }
    }

    @Override
    public void dropout(int n, float[] x, int xo, long key, int threshold, float scale, float[] y, int yo) {
        for (int i = 0; i + 1 < n; i += 2) {
            long bits = ScalarRandom.bits(key, i >>> 1);
            y[yo + i] = kept((int) bits, threshold, x[xo + i] * scale);
            y[yo + i + 1] = kept((int) (bits >>> 32), threshold, x[xo + i + 1] * scale);
        }
        if ((n & 1) == 1) {
            y[yo + n - 1] = kept((int) ScalarRandom.bits(key, n >>> 1), threshold, x[xo + n - 1] * scale);
        }
    }

    /** {@code value} or +0, without a branch that no processor can foresee. */
    private static float kept(int bits, int threshold, float value) {
        int mask = (bits >>> 8) - threshold >> 31;
        return Float.intBitsToFloat(Float.floatToRawIntBits(value) & mask);
    }

    @Override
    public void addScaled(int n, float alpha, float[] x, int xo, float[] y, int yo) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
        }
    }
}

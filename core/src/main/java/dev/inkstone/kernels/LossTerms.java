package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;

/** The losses that are a sum over elements: their terms and slopes, made of the element-wise bodies, block by block. */
public final class LossTerms {
    /** Elements that stay in the cache between one body and the next. */
    private static final int BLOCK = 1024;

    private final PointwiseLanes lanes;

    LossTerms(PointwiseLanes lanes) {
        this.lanes = lanes;
    }

    /** {@code z = f(y, t; p)}; {@code z} must be neither {@code y} nor {@code t}. */
    public void terms(LossTerm f, float p, int n, float[] y, int yo, float[] t, int to, float[] z, int zo) {
        Split.elements(n, (from, until) -> {
            float[] e = BufferPool.shared().takeFloats(BLOCK);
            for (int i = from; i < until; i += BLOCK) {
                term(f, p, Math.min(BLOCK, until - i), y, yo + i, t, to + i, e, z, zo + i);
            }
            BufferPool.shared().give(e);
        });
    }

    /** {@code gy = scale · ∂f/∂y}; {@code gy} must be neither {@code y} nor {@code t}. */
    public void slopes(
            LossTerm f, float p, float scale, int n, float[] y, int yo, float[] t, int to, float[] gy, int go) {
        Split.elements(n, (from, until) -> {
            float[] e = BufferPool.shared().takeFloats(BLOCK);
            for (int i = from; i < until; i += BLOCK) {
                slope(f, p, scale, Math.min(BLOCK, until - i), y, yo + i, t, to + i, e, gy, go + i);
            }
            BufferPool.shared().give(e);
        });
    }

    /** {@code x[r][j] = x[r][j] · w[r]} over rows of {@code n}. */
    public void weigh(int rows, int n, float[] w, int wo, float[] x, int xo) {
        Split.items(rows, n, (from, to) -> {
            if (n == 1) {
                lanes.binary(Binary.MULTIPLY, to - from, x, xo + from, w, wo + from, x, xo + from);
                return;
            }
            for (int r = from; r < to; r++) {
                lanes.binaryScalar(Binary.MULTIPLY, n, x, xo + r * n, w[wo + r], x, xo + r * n);
            }
        });
    }

    /** One block of terms; {@code e} is scratch. */
    private void term(LossTerm f, float p, int n, float[] y, int yo, float[] t, int to, float[] e, float[] z, int zo) {
        switch (f) {
            case SQUARE -> {
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, z, zo);
                lanes.binary(Binary.MULTIPLY, n, z, zo, z, zo, z, zo);
            }
            case ABSOLUTE -> {
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, z, zo);
                lanes.unary(Unary.ABS, n, z, zo, z, zo);
            }
            case HUBER -> { // c·(d − c/2), where c is d between −p and p
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, z, zo);
                lanes.parametric(Parametric.CLIP, -p, p, n, z, zo, e, 0);
                lanes.addScaled(n, -0.5f, e, 0, z, zo);
                lanes.binary(Binary.MULTIPLY, n, z, zo, e, 0, z, zo);
            }
            case HINGE -> excess(n, y, yo, t, to, z, zo);
            case SQUARED_HINGE -> {
                excess(n, y, yo, t, to, z, zo);
                lanes.binary(Binary.MULTIPLY, n, z, zo, z, zo, z, zo);
            }
            case BINARY_CROSS_ENTROPY -> {
                lanes.scalarBinary(Binary.SUBTRACT, n, 1f, t, to, z, zo);
                lanes.unary(Unary.SOFTPLUS, n, y, yo, e, 0);
                lanes.binary(Binary.MULTIPLY, n, z, zo, e, 0, z, zo);
                positive(Unary.SOFTPLUS, n, y, yo, t, to, e);
                lanes.addScaled(n, p, e, 0, z, zo);
            }
        }
    }

    private void slope(
            LossTerm f,
            float p,
            float scale,
            int n,
            float[] y,
            int yo,
            float[] t,
            int to,
            float[] e,
            float[] g,
            int go) {
        switch (f) {
            case SQUARE -> {
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, g, go);
                lanes.binaryScalar(Binary.MULTIPLY, n, g, go, 2f * scale, g, go);
            }
            case ABSOLUTE -> {
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, e, 0);
                Arrays.fill(g, go, go + n, scale);
                lanes.unaryGradient(Unary.ABS, n, e, 0, g, go, g, go);
            }
            case HUBER -> {
                lanes.binary(Binary.SUBTRACT, n, y, yo, t, to, g, go);
                lanes.parametric(Parametric.CLIP, -p, p, n, g, go, g, go);
                lanes.binaryScalar(Binary.MULTIPLY, n, g, go, scale, g, go);
            }
            case HINGE -> {
                excess(n, y, yo, t, to, e, 0);
                lanes.binaryScalar(Binary.MULTIPLY, n, t, to, -scale, g, go);
                lanes.unaryGradient(Unary.RELU, n, e, 0, g, go, g, go);
            }
            case SQUARED_HINGE -> {
                excess(n, y, yo, t, to, e, 0);
                lanes.binaryScalar(Binary.MULTIPLY, n, t, to, -2f * scale, g, go);
                lanes.binary(Binary.MULTIPLY, n, g, go, e, 0, g, go);
            }
            case BINARY_CROSS_ENTROPY -> {
                lanes.scalarBinary(Binary.SUBTRACT, n, 1f, t, to, g, go);
                lanes.unary(Unary.SIGMOID, n, y, yo, e, 0);
                lanes.binary(Binary.MULTIPLY, n, g, go, e, 0, g, go);
                lanes.binaryScalar(Binary.MULTIPLY, n, g, go, scale, g, go);
                positive(Unary.SIGMOID, n, y, yo, t, to, e);
                lanes.addScaled(n, -p * scale, e, 0, g, go);
            }
        }
    }

    /** {@code z = max(0, 1 − t·y)}. */
    private void excess(int n, float[] y, int yo, float[] t, int to, float[] z, int zo) {
        lanes.binary(Binary.MULTIPLY, n, y, yo, t, to, z, zo);
        lanes.scalarBinary(Binary.SUBTRACT, n, 1f, z, zo, z, zo);
        lanes.binaryScalar(Binary.MAXIMUM, n, z, zo, 0f, z, zo);
    }

    /** {@code e = t · f(−y)}. */
    private void positive(Unary f, int n, float[] y, int yo, float[] t, int to, float[] e) {
        lanes.binaryScalar(Binary.MULTIPLY, n, y, yo, -1f, e, 0);
        lanes.unary(f, n, e, 0, e, 0);
        lanes.binary(Binary.MULTIPLY, n, e, 0, t, to, e, 0);
    }
}

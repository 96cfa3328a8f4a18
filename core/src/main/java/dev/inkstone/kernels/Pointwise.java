package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.kernels.scalar.ScalarRandom;

/**
 * Element-wise kernels on contiguous ranges of arrays. {@code xo} is the offset of the first element of {@code x}, and so on.
 * An output may be the very range of an input where a method says so, and must not overlap it otherwise.
 */
public final class Pointwise {
    private final PointwiseLanes lanes;

    Pointwise(PointwiseLanes lanes) {
        this.lanes = lanes;
    }

    /** {@code y = f(x)}; {@code y} may be {@code x}. */
    public void unary(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        Split.elements(n, (from, to) -> lanes.unary(f, to - from, x, xo + from, y, yo + from));
    }

    /**
     * {@code gx = gy · f'}, computed from the output {@code v} of {@code f}, or from its input where {@link Unary#fromInput};
     * {@code gx} may be {@code gy} or {@code v}.
     */
    public void unaryGradient(Unary f, int n, float[] v, int vo, float[] gy, int gyo, float[] gx, int gxo) {
        Split.elements(
                n, (from, to) -> lanes.unaryGradient(f, to - from, v, vo + from, gy, gyo + from, gx, gxo + from));
    }

    /** {@code y = f(x; p, q)}; {@code y} may be {@code x}. */
    public void parametric(Parametric f, float p, float q, int n, float[] x, int xo, float[] y, int yo) {
        Split.elements(n, (from, to) -> lanes.parametric(f, p, q, to - from, x, xo + from, y, yo + from));
    }

    /** {@code gx = gy · f'(x; p, q)}; {@code gx} may be {@code gy} or {@code x}. */
    public void parametricGradient(
            Parametric f, float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        Split.elements(
                n,
                (from, to) ->
                        lanes.parametricGradient(f, p, q, to - from, x, xo + from, gy, gyo + from, gx, gxo + from));
    }

    /** {@code y = mask ≠ 0 ? a : b}; {@code y} may be {@code a} or {@code b}. */
    public void select(int n, int[] mask, int mo, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        Split.elements(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[yo + i] = mask[mo + i] != 0 ? a[ao + i] : b[bo + i];
            }
        });
    }

    /** {@code y = (mask ≠ 0) == wanted ? x : 0}; {@code y} may be {@code x}. */
    public void masked(int n, int[] mask, int mo, boolean wanted, float[] x, int xo, float[] y, int yo) {
        Split.elements(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[yo + i] = mask[mo + i] != 0 == wanted ? x[xo + i] : 0f;
            }
        });
    }

    /** {@code y = a = 0 and b ≥ 0 ? 0 : x}; {@code y} may be {@code x}. */
    public void zeroAt(int n, float[] a, int ao, float[] b, int bo, float[] x, int xo, float[] y, int yo) {
        Split.elements(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[yo + i] = a[ao + i] == 0f && b[bo + i] >= 0f ? 0f : x[xo + i];
            }
        });
    }

    /** {@code y = f(a, b)}; {@code y} may be {@code a} or {@code b}. */
    public void binary(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        Split.elements(n, (from, to) -> lanes.binary(f, to - from, a, ao + from, b, bo + from, y, yo + from));
    }

    /** {@code y = f(a, b)} with one {@code b} for all; {@code y} may be {@code a}. */
    public void binaryScalar(Binary f, int n, float[] a, int ao, float b, float[] y, int yo) {
        Split.elements(n, (from, to) -> lanes.binaryScalar(f, to - from, a, ao + from, b, y, yo + from));
    }

    /** {@code y = f(a, b)} with one {@code a} for all; {@code y} may be {@code b}. */
    public void scalarBinary(Binary f, int n, float a, float[] b, int bo, float[] y, int yo) {
        Split.elements(n, (from, to) -> lanes.scalarBinary(f, to - from, a, b, bo + from, y, yo + from));
    }

    /**
     * {@code y = f(a, b)} with NumPy's broadcasting. {@code y} is dense with dimensions {@code shape}; the strides of {@code
     * a} and {@code b} are in floats, one per axis of {@code shape}, 0 where the operand is repeated along that axis.
     */
    public void broadcast(
            Binary f,
            int[] shape,
            float[] a,
            int ao,
            int[] aStrides,
            float[] b,
            int bo,
            int[] bStrides,
            float[] y,
            int yo) {
        Broadcast plan = Broadcast.of(shape, aStrides, bStrides);
        Split.items(plan.rows(), plan.inner(), (from, to) -> plan.run(lanes, f, from, to, a, ao, b, bo, y, yo));
    }

    /** {@code y = (x & 0xff) · scale}: unsigned bytes to floats. */
    public void bytesToFloats(int n, byte[] x, int xo, float scale, float[] y, int yo) {
        Split.elements(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[yo + i] = (x[xo + i] & 0xff) * scale;
            }
        });
    }

    /**
     * {@code y = kept ? x / keepProbability : 0}; {@code y} may be {@code x}. The mask is a function of {@code key} and the
     * element's index alone, so that the same call with the output's gradient gives the input's gradient.
     *
     * <p>Element {@code e} owns 32 bits: the low (even {@code e}) or high (odd {@code e}) half of the SplitMix64 finaliser of
     * {@code key + (e >>> 1) · 0x9E3779B97F4A7C15}. It is kept if their upper 24 bits, as a fraction of 1, are below {@code
     * keepProbability}.
     */
    public void dropout(int n, float[] x, int xo, long key, float keepProbability, float[] y, int yo) {
        int threshold = (int) Math.ceil(keepProbability * 16777216.0);
        float scale = 1f / keepProbability;
        Split.items((n + 1) >>> 1, 2, (from, to) -> {
            int at = 2 * from;
            long first = key + from * ScalarRandom.GOLDEN;
            lanes.dropout(Math.min(2 * to, n) - at, x, xo + at, first, threshold, scale, y, yo + at);
        });
    }

    /**
     * {@code y = kept ? fma(slope, x, offset) : other} with the mask of {@link #dropout}; {@code y} may be {@code x}.
     */
    public void replace(
            int n,
            float[] x,
            int xo,
            long key,
            float keepProbability,
            float slope,
            float offset,
            float other,
            float[] y,
            int yo) {
        int threshold = (int) Math.ceil(keepProbability * 16777216.0);
        int otherBits = Float.floatToRawIntBits(other);
        Split.elements(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                long bits = ScalarRandom.bits(key, i >>> 1) >>> (i & 1) * 32;
                int mask = ((int) bits >>> 8) - threshold >> 31;
                int kept = Float.floatToRawIntBits(Math.fma(slope, x[xo + i], offset));
                y[yo + i] = Float.intBitsToFloat(kept & mask | otherBits & ~mask);
            }
        });
    }
}

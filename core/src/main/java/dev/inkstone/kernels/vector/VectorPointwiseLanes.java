package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.kernels.scalar.ScalarLanes;
import dev.inkstone.kernels.scalar.ScalarRandom;
import jdk.incubator.vector.FloatVector;

/** Element-wise functions on vectors; what does not fill one goes through the scalar lanes. */
final class VectorPointwiseLanes implements PointwiseLanes {
    private final PointwiseLanes tail = new ScalarLanes().pointwise();

    @Override
    public void unary(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        int i = VectorUnary.forward(f, n, x, xo, y, yo);
        if (i < n) {
            tail.unary(f, n - i, x, xo + i, y, yo + i);
        }
    }

    @Override
    public void unaryGradient(Unary f, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int i = VectorUnary.gradient(f, n, y, yo, gy, gyo, gx, gxo);
        if (i < n) {
            tail.unaryGradient(f, n - i, y, yo + i, gy, gyo + i, gx, gxo + i);
        }
    }

    @Override
    public void parametric(Parametric f, float p, float q, int n, float[] x, int xo, float[] y, int yo) {
        int i = VectorParametric.forward(f, p, q, n, x, xo, y, yo);
        if (i < n) {
            tail.parametric(f, p, q, n - i, x, xo + i, y, yo + i);
        }
    }

    @Override
    public void parametricGradient(
            Parametric f, float p, float q, int n, float[] x, int xo, float[] gy, int gyo, float[] gx, int gxo) {
        int i = VectorParametric.gradient(f, p, q, n, x, xo, gy, gyo, gx, gxo);
        if (i < n) {
            tail.parametricGradient(f, p, q, n - i, x, xo + i, gy, gyo + i, gx, gxo + i);
        }
    }

    @Override
    public void binary(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        int i = VectorBinary.both(f, n, a, ao, b, bo, y, yo);
        if (i < n) {
            tail.binary(f, n - i, a, ao + i, b, bo + i, y, yo + i);
        }
    }

    @Override
    public void binaryScalar(Binary f, int n, float[] a, int ao, float b, float[] y, int yo) {
        int i = VectorBinary.right(f, n, a, ao, b, y, yo);
        if (i < n) {
            tail.binaryScalar(f, n - i, a, ao + i, b, y, yo + i);
        }
    }

    @Override
    public void scalarBinary(Binary f, int n, float a, float[] b, int bo, float[] y, int yo) {
        int i = VectorBinary.left(f, n, a, b, bo, y, yo);
        if (i < n) {
            tail.scalarBinary(f, n - i, a, b, bo + i, y, yo + i);
        }
    }

    @Override
    public void dropout(int n, float[] x, int xo, long key, int threshold, float scale, float[] y, int yo) {
        int i = VectorRandom.dropout(n, x, xo, key, threshold, scale, y, yo);
        if (i < n) {
            tail.dropout(n - i, x, xo + i, key + (i >>> 1) * ScalarRandom.GOLDEN, threshold, scale, y, yo + i);
        }
    }

    @Override
    public void addScaled(int n, float alpha, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector.fromArray(FLOATS, x, xo + i)
                    .fma(FloatVector.broadcast(FLOATS, alpha), FloatVector.fromArray(FLOATS, y, yo + i))
                    .intoArray(y, yo + i);
        }
        tail.addScaled(n - bound, alpha, x, xo + bound, y, yo + bound);
    }
}

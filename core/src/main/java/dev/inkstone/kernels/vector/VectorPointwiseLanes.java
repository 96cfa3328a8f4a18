package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.kernels.scalar.ScalarLanes;

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
}

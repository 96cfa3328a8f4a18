package dev.inkstone.peers.inkstone;

import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Gemm;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.Task;

/** The kernel under dense layers and their gradients. */
final class Product implements Task {
    private final ProductWork work;
    private final Gemm gemm = Kernels.chosen().gemm();
    private final float[] a;
    private final float[] b;
    private final float[] c;

    Product(ProductWork work) {
        this.work = work;
        a = work.left();
        b = work.right();
        c = new float[work.rows() * work.columns()];
    }

    @Override
    public void run(int turn) {
        switch (work.form()) {
            case PLAIN -> gemm.multiply(work.rows(), work.columns(), work.inner(), a, 0, b, 0, Epilogue.NONE, c, 0);
            case LEFT -> gemm.multiplyTransposedA(work.inner(), work.rows(), work.columns(), a, 0, b, 0, c, 0);
            case RIGHT -> gemm.multiplyTransposedB(work.rows(), work.columns(), work.inner(), a, 0, b, 0, c, 0);
        }
    }

    @Override
    public double value() {
        return c[0];
    }
}

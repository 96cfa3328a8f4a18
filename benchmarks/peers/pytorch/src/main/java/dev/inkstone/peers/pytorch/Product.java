package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.Task;

/** {@code torch.matmul}, which hands transposed views to the sgemm of MKL; DJL has no way to reuse the output. */
final class Product implements Task {
    private final NDManager manager;
    private final NDArray a;
    private final NDArray b;
    private NDArray c;

    Product(NDManager manager, ProductWork work) {
        this.manager = manager;
        int m = work.rows();
        int k = work.inner();
        int n = work.columns();
        a = switch (work.form()) {
            case PLAIN, RIGHT -> manager.create(work.left(), new Shape(m, k));
            case LEFT -> manager.create(work.left(), new Shape(k, m)).transpose();
        };
        b = switch (work.form()) {
            case PLAIN, LEFT -> manager.create(work.right(), new Shape(k, n));
            case RIGHT -> manager.create(work.right(), new Shape(n, k)).transpose();
        };
        c = a.matMul(b);
    }

    @Override
    public void prepare(int turn) {
        c.close();
    }

    @Override
    public void run(int turn) {
        c = a.matMul(b);
    }

    @Override
    public double value() {
        return c.getFloat(0, 0);
    }

    @Override
    public void close() {
        manager.close();
    }
}

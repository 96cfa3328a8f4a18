package dev.inkstone.peers.openblas;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.ProductWork.Form;
import dev.inkstone.peers.work.Task;
import org.bytedeco.javacpp.FloatPointer;

/** {@code cblas_sgemm} over memory outside of the heap. */
final class Product implements Task {
    private final ProductWork work;
    private final FloatPointer a;
    private final FloatPointer b;
    private final FloatPointer c;

    Product(ProductWork work) {
        this.work = work;
        a = new FloatPointer(work.left());
        b = new FloatPointer(work.right());
        c = new FloatPointer((long) work.rows() * work.columns());
    }

    @Override
    public void run(int turn) {
        boolean left = work.form() == Form.LEFT;
        boolean right = work.form() == Form.RIGHT;
        cblas_sgemm(
                CblasRowMajor,
                left ? CblasTrans : CblasNoTrans,
                right ? CblasTrans : CblasNoTrans,
                work.rows(),
                work.columns(),
                work.inner(),
                1f,
                a,
                left ? work.rows() : work.inner(),
                b,
                right ? work.inner() : work.columns(),
                0f,
                c,
                work.columns());
    }

    @Override
    public double value() {
        return c.get(0);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        c.close();
    }
}

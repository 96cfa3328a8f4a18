package dev.inkstone.peers.openblas;

import static org.bytedeco.openblas.global.openblas.blas_get_num_threads;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;

import dev.inkstone.peers.work.Library;
import dev.inkstone.peers.work.ProductWork;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Worker;
import java.io.IOException;
import org.bytedeco.openblas.global.openblas;

/** OpenBLAS with as many threads as the property {@code peers.threads} says. */
final class OpenBlas implements Library {
    private OpenBlas() {
        blas_set_num_threads(Integer.getInteger("peers.threads", 2));
    }

    /** Serves a driver. */
    public static void main(String[] args) throws IOException {
        Worker.serve(args, OpenBlas::new);
    }

    @Override
    public String description() {
        return openblas.OPENBLAS_VERSION.trim() + " through JavaCPP: " + blas_get_num_threads() + " threads";
    }

    @Override
    public Task product(ProductWork work) {
        return new Product(work);
    }
}

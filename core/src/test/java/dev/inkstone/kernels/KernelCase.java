package dev.inkstone.kernels;

import dev.inkstone.parallel.WorkerPool;

/**
 * One kernel call of one size. {@code method} is {@code Driver.method}; every public method of a driver needs at least one
 * case.
 */
record KernelCase(String method, String size, boolean small, Body body) {
    /** Makes arguments and calls the kernel. */
    @FunctionalInterface
    interface Body {
        void run(Kernels kernels, KernelData data);
    }

    /** The bits of all outputs. */
    int[] outcome(Kernels kernels, int threads, boolean special) {
        KernelData data = new KernelData((method + size).hashCode(), special);
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            body.run(kernels, data);
        }
        return data.outcome();
    }

    @Override
    public String toString() {
        return method + " " + size;
    }
}

import org.jspecify.annotations.NullMarked;

/** Tensors, the tape, differentiable operations, and the kernels under them. */
@NullMarked
module dev.inkstone.core {
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports dev.inkstone.tensor;
    exports dev.inkstone.autodiff;
    exports dev.inkstone.ops;
    exports dev.inkstone.random;
    exports dev.inkstone.kernels to
            dev.inkstone.layers,
            dev.inkstone.optim,
            dev.inkstone.data.augment,
            dev.inkstone.mnist,
            dev.inkstone.benchmarks;
    exports dev.inkstone.kernels.lanes to
            dev.inkstone.layers,
            dev.inkstone.optim,
            dev.inkstone.benchmarks;
    exports dev.inkstone.memory to
            dev.inkstone.layers,
            dev.inkstone.optim,
            dev.inkstone.benchmarks;
    exports dev.inkstone.parallel to
            dev.inkstone.layers,
            dev.inkstone.optim,
            dev.inkstone.mnist,
            dev.inkstone.benchmarks;
}

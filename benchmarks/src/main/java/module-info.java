import org.jspecify.annotations.NullMarked;

/** JMH benchmarks of kernels, training steps and inference. */
@NullMarked
module dev.inkstone.benchmarks {
    requires dev.inkstone.optim;
    requires jmh.core;
    requires static org.jspecify;
}

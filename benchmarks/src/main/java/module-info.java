import org.jspecify.annotations.NullMarked;

/** JMH benchmarks of kernels, training steps and inference. */
@NullMarked
module dev.inkstone.benchmarks {
    requires dev.inkstone.core;
    requires dev.inkstone.data.augment;
    requires dev.inkstone.mnist;
    requires dev.inkstone.optim;
    requires jdk.incubator.vector;
    requires jmh.core;
    requires static org.jspecify;
}

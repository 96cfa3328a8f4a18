import org.jspecify.annotations.NullMarked;

/** Optimizers, data sets, training, checkpoints and TensorBoard. */
@NullMarked
module dev.inkstone.optim {
    requires transitive dev.inkstone.layers;
    requires static java.desktop;
    requires static org.jspecify;

    exports dev.inkstone.optim;
    exports dev.inkstone.data;
    exports dev.inkstone.data.augment;
    exports dev.inkstone.metrics;
    exports dev.inkstone.training;
    exports dev.inkstone.training.doctor;
    exports dev.inkstone.checkpoint;
    exports dev.inkstone.tensorboard;
    exports dev.inkstone.estimator;
}

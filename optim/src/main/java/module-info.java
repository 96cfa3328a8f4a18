import org.jspecify.annotations.NullMarked;

/** Optimizers, data sets, metrics, training and checkpoints. */
@NullMarked
module dev.inkstone.optim {
    requires transitive dev.inkstone.layers;
    requires static java.desktop;
    requires static org.jspecify;

    exports dev.inkstone.optim;
    exports dev.inkstone.data;
    exports dev.inkstone.data.resampling to
            dev.inkstone.data.augment;
    exports dev.inkstone.metrics;
    exports dev.inkstone.training;
    exports dev.inkstone.training.doctor;
    exports dev.inkstone.checkpoint;
}

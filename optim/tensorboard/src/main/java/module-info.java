import org.jspecify.annotations.NullMarked;

/** Writes TensorBoard's event files. */
@NullMarked
module dev.inkstone.tensorboard {
    requires transitive dev.inkstone.optim;
    requires static org.jspecify;

    exports dev.inkstone.tensorboard;
}

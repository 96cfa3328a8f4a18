import org.jspecify.annotations.NullMarked;

/** Layer specs, models, initialisers and losses. */
@NullMarked
module dev.inkstone.layers {
    requires transitive dev.inkstone.core;
    requires static org.jspecify;

    exports dev.inkstone.layers;
    exports dev.inkstone.layers.init;
    exports dev.inkstone.losses;
}

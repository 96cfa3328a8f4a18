import org.jspecify.annotations.NullMarked;

/** More images out of those there are: warps, crops, colours and noise. */
@NullMarked
module dev.inkstone.data.augment {
    requires transitive dev.inkstone.optim;
    requires static org.jspecify;

    exports dev.inkstone.data.augment;
}

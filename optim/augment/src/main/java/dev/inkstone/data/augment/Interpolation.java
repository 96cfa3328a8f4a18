package dev.inkstone.data.augment;

/** How a value between pixels comes about. */
public enum Interpolation {
    /** Linear between the four neighbours. */
    BILINEAR,
    /** That of the nearest pixel; keeps the set of values, as masks need it. */
    NEAREST
}

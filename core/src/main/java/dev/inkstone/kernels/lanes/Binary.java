package dev.inkstone.kernels.lanes;

/** Element-wise functions of two arguments. */
public enum Binary {
    /** a + b. */
    ADD,
    /** a − b. */
    SUBTRACT,
    /** a · b. */
    MULTIPLY,
    /** a / b. */
    DIVIDE,
    /** The larger of a and b, +0 above −0, NaN if one is NaN. */
    MAXIMUM,
    /** The smaller of a and b, −0 below +0, NaN if one is NaN. */
    MINIMUM,
    /** 1 where a ≥ b, else 0. */
    AT_LEAST,
    /**
     * a to the b, with the special cases of C's {@code pow}: 1 where b is 0 or a is 1, NaN where a is below 0 and b not whole.
     */
    POWER
}

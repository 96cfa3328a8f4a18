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
    DIVIDE
}

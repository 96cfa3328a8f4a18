package dev.inkstone.kernels.lanes;

/**
 * The constants of one Adam step.
 *
 * @param beta1 decay of the first moment
 * @param rest1 {@code 1 − beta1}, rounded once
 * @param beta2 decay of the second moment
 * @param rest2 {@code 1 − beta2}, rounded once
 * @param step learning rate divided by the correction of the first moment
 * @param root one over the square root of the correction of the second moment
 * @param epsilon added to the denominator
 */
public record AdamStep(float beta1, float rest1, float beta2, float rest2, float step, float root, float epsilon) {}

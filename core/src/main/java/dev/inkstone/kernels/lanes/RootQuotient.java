package dev.inkstone.kernels.lanes;

/**
 * The constants of {@code step·m / (√(scale·v + inner)·root + outer)}, the step of all optimizers that divide by a root.
 *
 * @param step factor of the numerator: the learning rate and corrections of the first moment
 * @param scale factor under the root
 * @param inner epsilon under the root; 0 for none
 * @param root factor of the root
 * @param outer epsilon beside the root; 0 for none
 */
public record RootQuotient(float step, float scale, float inner, float root, float outer) {}

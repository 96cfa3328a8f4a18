package dev.inkstone.optim;

import dev.inkstone.kernels.lanes.RootQuotient;

/** Where the small number stands that keeps an optimizer from dividing by 0; libraries differ. */
public enum EpsilonMode {
    /** {@code √v + epsilon}, for Adam after the bias correction: the papers' algorithms and PyTorch. */
    OUTSIDE,
    /** {@code √(v + epsilon)}, for Adam after the bias correction. */
    INSIDE,
    /**
     * Adam only: {@code √v + epsilon} before the bias correction, which is a factor of the learning rate then (TensorFlow;
     * "epsilon hat" in the paper).
     */
    UNCORRECTED;

    /** The quotient {@code step·m / root(v)} without corrections. */
    RootQuotient quotient(double step, double epsilon) {
        return this == INSIDE
                ? new RootQuotient((float) step, 1f, (float) epsilon, 1f, 0f)
                : new RootQuotient((float) step, 1f, 0f, 1f, (float) epsilon);
    }

    /** This one, unless it is {@link #UNCORRECTED}. */
    EpsilonMode withoutCorrection(String optimizer) {
        if (this == UNCORRECTED) {
            throw new IllegalArgumentException(optimizer + ": epsilon mode UNCORRECTED, expected OUTSIDE or INSIDE;"
                    + " there is no bias correction that it could precede");
        }
        return this;
    }
}

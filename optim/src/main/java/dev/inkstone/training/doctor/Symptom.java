package dev.inkstone.training.doctor;

/** What a {@link Doctor} recognises. Labels that are out of range, or one-hot where the loss wants indices, are refused by the losses. */
public enum Symptom {
    /**
     * What reaches the first weights is far from the size of 1 that initial weights are made for: pixels from 0 to 255, features in
     * their thousands, pixels divided by 255 twice, nothing but zeros.
     */
    INPUT_SCALE,

    /**
     * A loss that takes logits gets what a softmax, a sigmoid or a ReLU made. The losses refuse what the library's own softmax or
     * sigmoid made last; this finds those that somebody wrote himself, or that another layer follows.
     */
    PROBABILITIES_AS_LOGITS,

    /** Loss, gradient, weight or activation is NaN or infinite. Ends the run before the step is made. */
    NON_FINITE,

    /** The loss is that of guessing, the logarithm of the number of classes where these are equally frequent, and stays there. */
    STUCK_LOSS,

    /** Nearly all units of a layer are 0 for all examples, so that next to no gradient passes. */
    DEAD_RELU,

    /** All units of a hidden layer start with the same weights, or with zeros: they stay the same, or learn nothing. */
    EQUAL_WEIGHTS,

    /** The loss has risen far above its start while the weights grew. */
    DIVERGENCE,

    /** Validation examples are training examples. */
    VALIDATION_OVERLAP,

    /** Batch norm is to normalise a single example. */
    SINGLE_EXAMPLE_NORM
}

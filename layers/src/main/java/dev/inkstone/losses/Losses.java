package dev.inkstone.losses;

/** The losses under their usual names. */
public final class Losses {
    private Losses() {}

    /** For classification: takes logits, so the model ends with {@code dense(classes)}, without softmax. */
    public static Loss softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy();
    }
}

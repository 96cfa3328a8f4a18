package dev.inkstone.losses;

import java.util.List;

/**
 * The losses under their usual names. Each is a mean: over the examples, or, for losses of single numbers, over all
 * elements. The weights of examples multiply the terms; what they are divided by is the number of terms all the same
 * (Keras' {@code sum_over_batch_size}), so that shards and accumulated batches add up to the whole.
 */
public final class Losses {
    private Losses() {}

    /**
     * For classes that exclude each other: class indices or target probabilities. Takes logits, so the model ends with
     * {@code dense(classes)}, without softmax. Without label smoothing and class weights, unless these are set.
     */
    public static SoftmaxCrossEntropy softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy(0f, List.of());
    }

    /**
     * For yes or no, or several labels at once. Takes logits, so the model ends with {@code dense(1)} or {@code
     * dense(labels)}, without sigmoid. The positive class has the weight 1, unless that is set.
     */
    public static BinaryCrossEntropy binaryCrossEntropy() {
        return new BinaryCrossEntropy(1f);
    }

    /** For regression. */
    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError();
    }

    /** For regression with outliers. */
    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError();
    }

    /** For regression: squared up to an error of 1, then linear. */
    public static Huber huber() {
        return huber(1);
    }

    /**
     * For regression: squared up to an error of {@code delta}, then linear.
     *
     * @throws IllegalArgumentException if {@code delta} is not a finite number above 0
     */
    public static Huber huber(double delta) {
        return new Huber((float) delta);
    }

    /** For two classes with a margin between them: labels 0 and 1, or values −1 and 1. */
    public static Hinge hinge() {
        return new Hinge();
    }

    /** As {@link #hinge}, squared. */
    public static SquaredHinge squaredHinge() {
        return new SquaredHinge();
    }

    /** For more than two classes with a margin between them, of 1 unless that is set. */
    public static MulticlassHinge multiclassHinge() {
        return new MulticlassHinge(1f);
    }

    /** For target probabilities, such as another model's answers; takes logits. 0 where the two agree. */
    public static KlDivergence klDivergence() {
        return new KlDivergence();
    }
}

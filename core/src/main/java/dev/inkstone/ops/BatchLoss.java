package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What the losses share: checks with one wording, weights of examples, and the mean over the global batch. */
final class BatchLoss {
    private BatchLoss() {}

    /**
     * By what the sum of a shard is multiplied: one over the elements of the global batch.
     *
     * @throws ShapeException if there are more rows than examples: their sum would be taken for a mean
     */
    static float scale(Tape tape, int rows, int elements) {
        int global = tape.position().globalBatch();
        if (global != 0 && rows > global - tape.position().firstExample()) {
            throw new ShapeException(
                    tape.label("loss") + ": " + rows + " rows in a batch of " + global
                            + " examples, expected one for each example; take the mean of an example's rows, with Loss.mean(…)");
        }
        return 1f / ((long) (global == 0 ? rows : global) * elements);
    }

    /** {@code scale · Σ losses · weights}; the weights, if any, are multiplied into {@code losses}. */
    static Tensor mean(Tape tape, float scale, Tensor losses, @Nullable Tensor weights) {
        weigh(weights, losses);
        Tensor loss = tape.allocate(Shape.of());
        float sum = Kernels.active().reduction().sum(losses.size(), losses.array(), losses.offset());
        loss.array()[loss.offset()] = scale * sum;
        return loss;
    }

    /** Multiplies each row of {@code x} by the weight of its example, if there are weights. */
    static void weigh(@Nullable Tensor weights, Tensor x) {
        if (weights == null) {
            return;
        }
        int rows = weights.size();
        Kernels.active()
                .lossTerms()
                .weigh(rows, x.size() / rows, weights.array(), weights.offset(), x.array(), x.offset());
    }

    /** @throws IllegalArgumentException if a gradient of {@code tensor} is wanted, for there is none */
    static void requireConstant(Tape tape, String label, String what, Tensor tensor) {
        for (@Nullable Tensor t = tensor; t != null; t = t.base()) {
            if (tape.needsGradient(t)) {
                throw new IllegalArgumentException(label + ": " + what + " " + tensor.shape()
                        + " depend on a parameter or a watched tensor, expected constants, for the loss gives them no"
                        + " gradient; use copy() of them");
            }
        }
    }

    /** Weights {@code [batch]}, finite and not negative; none if null. */
    static void requireWeights(Tape tape, String label, @Nullable Tensor weights, int rows) {
        if (weights != null) {
            requireWeights(tape, label, "example", weights, rows);
        }
    }

    /** Weights of {@code count} examples or classes, finite and not negative. */
    static void requireWeights(Tape tape, String label, String each, Tensor weights, int count) {
        if (!weights.shape().equals(Shape.of(count))) {
            throw new ShapeException(label + ": " + each + " weights " + weights.shape() + ", expected [" + count
                    + "], one for each " + each);
        }
        requireConstant(tape, label, each + " weights", weights);
        float[] array = weights.array();
        for (int i = 0; i < count; i++) {
            float weight = array[weights.offset() + i];
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(label + ": weight " + weight + " of " + each + " " + i
                        + ", expected a finite number of 0 or more");
            }
        }
    }

    /** Logits {@code [batch, classes]} of two classes or more that are not the output of a softmax or a sigmoid. */
    static void requireLogits(Tape tape, String label, Tensor logits) {
        requireClasses(label, "logits", logits);
        if (logits.shape().dim(1) == 1) {
            throw new ShapeException(label + ": logits " + logits.shape()
                    + " of one class, expected two classes or more, for the softmax of one is always 1 and the loss always 0;"
                    + " end the model with dense(2), or keep dense(1) and take binaryCrossEntropy()");
        }
        requireRaw(tape, label, logits, "softmax");
    }

    /** A tensor {@code [batch, classes]}. */
    static void requireClasses(String label, String what, Tensor logits) {
        if (logits.shape().rank() != 2 || logits.size() == 0) {
            throw new ShapeException(
                    label + ": " + what + " " + logits.shape()
                            + ", expected [batch, classes] with at least one example and one class; end the model with dense(classes)");
        }
    }

    /**
     * Logits that are not the output of a softmax or a sigmoid.
     *
     * @param own which of the two the loss contains
     * @throws IllegalArgumentException if they are
     */
    static void requireRaw(Tape tape, String label, Tensor logits, String own) {
        String maker = tape.makerOfProbabilities(logits);
        if (maker != null) {
            boolean same = maker.equals(own) || maker.startsWith(own + " '");
            throw new IllegalArgumentException(
                    label + ": the logits are the output of a " + maker + ", expected raw logits; remove the " + maker
                            + ", since this loss " + (same ? "contains it" : "takes the " + own + " of them"));
        }
    }

    /** Class indices {@code [batch]} for {@code logits}. */
    static void requireLabels(String label, Tensor logits, IntTensor labels) {
        if (labels.shape().rank() != 1 || labels.size() != logits.shape().dim(0)) {
            throw new ShapeException(label + ": labels " + labels.shape() + ", expected ["
                    + logits.shape().dim(0) + "], one class index for each example; turn one-hot rows into indices");
        }
        int classes = logits.shape().dim(1);
        for (int i = 0; i < labels.size(); i++) {
            int value = labels.get(i);
            if (value < 0 || value >= classes) {
                throw new IllegalArgumentException(
                        label + ": label " + value + " of example " + i + ", expected 0 to "
                                + (classes - 1) + "; labels are class indices, and the logits have " + classes
                                + " classes: count labels from 0 with relabel(…), or end the model with one output for each class");
            }
        }
    }

    /** Rows of probabilities of the shape of {@code logits}, each with the sum 1 within 1e-4. */
    static void requireDistributions(Tape tape, String label, Tensor logits, Tensor targets) {
        String cure = "give a probability for each class, or class indices as integers";
        Checks.shape(label, "target probabilities", targets.shape(), logits.shape(), cure);
        requireConstant(tape, label, "target probabilities", targets);
        int classes = logits.shape().dim(1);
        float[] array = targets.array();
        for (int row = 0; row < logits.shape().dim(0); row++) {
            double sum = 0;
            for (int i = targets.offset() + row * classes; i < targets.offset() + (row + 1) * classes; i++) {
                if (!(array[i] >= 0 && array[i] < Float.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(label + ": target probability " + array[i] + " of example " + row
                            + ", expected 0 to 1; " + cure);
                }
                sum += array[i];
            }
            if (Math.abs(sum - 1) > 1e-4) {
                throw new IllegalArgumentException(label + ": target probabilities of example " + row + " sum to "
                        + (float) sum + ", expected 1; divide each row by its sum, or take the softmax of logits");
            }
        }
    }
}

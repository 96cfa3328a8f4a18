package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.SoftmaxRows;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * The mean over the batch of {@code log Σ exp(logits) − logits[label]}, computed without overflow. Takes logits, not
 * probabilities: the softmax is part of it.
 *
 * <p># Shapes: logits {@code [batch, classes]}, labels {@code [batch]} in 0 … classes − 1, result a scalar.
 */
public final class SoftmaxCrossEntropy {
    private static final String OP = "softmax_cross_entropy";

    private SoftmaxCrossEntropy() {}

    /**
     * The loss; in a shard of a step its sum is divided by the size of the global batch, so that shards add up.
     *
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if a label is out of range, or the logits are the output of a softmax, reshaped or
     *     not
     */
    public static Tensor softmaxCrossEntropy(Tape tape, Tensor logits, IntTensor labels) {
        check(tape, logits, labels);
        int rows = logits.shape().dim(0);
        int classes = logits.shape().dim(1);
        int global = tape.position().globalBatch();
        float scale = 1f / (global == 0 ? rows : global);
        Tensor losses = tape.allocate(Shape.of(rows));
        Tensor probabilities = tape.allocate(logits.shape());
        kernels()
                .crossEntropy(
                        rows,
                        classes,
                        logits.array(),
                        logits.offset(),
                        labels.array(),
                        labels.offset(),
                        losses.array(),
                        losses.offset(),
                        probabilities.array(),
                        probabilities.offset());
        Tensor loss = tape.allocate(Shape.of());
        loss.array()[loss.offset()] = scale * Kernels.active().reduction().sum(rows, losses.array(), losses.offset());
        return tape.record(
                OP,
                loss,
                (gradient, pass) -> pass.into(
                        logits,
                        target -> kernels()
                                .crossEntropyGradient(
                                        rows,
                                        classes,
                                        probabilities.array(),
                                        probabilities.offset(),
                                        labels.array(),
                                        labels.offset(),
                                        scale * gradient.item(),
                                        target.array(),
                                        target.offset())),
                logits);
    }

    private static void check(Tape tape, Tensor logits, IntTensor labels) {
        String label = tape.label(OP);
        if (logits.shape().rank() != 2 || logits.size() == 0) {
            throw new ShapeException(
                    label + ": logits " + logits.shape()
                            + ", expected [batch, classes] with at least one example and one class; end the model with dense(classes)");
        }
        if (labels.shape().rank() != 1 || labels.size() != logits.shape().dim(0)) {
            throw new ShapeException(label + ": labels " + labels.shape() + ", expected ["
                    + logits.shape().dim(0) + "], one class index for each example; turn one-hot rows into indices");
        }
        if (tape.areProbabilities(logits)) {
            throw new IllegalArgumentException(label + ": the logits are the output of a softmax, expected raw logits;"
                    + " remove the softmax, since this loss contains it");
        }
        int classes = logits.shape().dim(1);
        for (int i = 0; i < labels.size(); i++) {
            int value = labels.get(i);
            if (value < 0 || value >= classes) {
                throw new IllegalArgumentException(label + ": label " + value + " of example " + i + ", expected 0 to "
                        + (classes - 1) + "; labels are class indices, and the logits have " + classes + " classes");
            }
        }
    }

    private static SoftmaxRows kernels() {
        return Kernels.active().softmax();
    }
}

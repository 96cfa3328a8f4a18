package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.HingeRows;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over the batch of {@code Σ max(0, margin − x[label] + x[j]) / classes} over {@code j ≠ label} (Weston and
 * Watkins, 1999), as PyTorch's {@code multi_margin_loss}. Keras' {@code categorical_hinge} takes only the strongest
 * wrong class, and counts it as 0 where all wrong scores are negative, so that it depends on where the scores' zero
 * lies; this form depends on differences of scores alone, and tells every class that is in the way. The gradient is 0
 * at the corners.
 *
 * <p># Shapes: scores {@code [batch, classes]}, labels {@code [batch]} in 0 … classes − 1, result a scalar.
 */
public final class MulticlassHinge {
    private static final String OP = "multiclass_hinge";

    private MulticlassHinge() {}

    /**
     * The loss; in a shard of a step its sum is divided by the size of the global batch, so that shards add up.
     *
     * @param margin by how much the right score should lead; 1 is the usual value
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied, or null; the sum is divided by
     *     the number of examples all the same
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the margin is not above 0, a label or a weight is out of range, or a gradient
     *     of the weights is wanted
     */
    public static Tensor multiclassHinge(
            Tape tape, Tensor scores, IntTensor labels, float margin, @Nullable Tensor exampleWeights) {
        String label = tape.label(OP);
        checkMargin(label, margin);
        BatchLoss.requireClasses(label, "scores", scores);
        BatchLoss.requireLabels(label, scores, labels);
        int rows = scores.shape().dim(0);
        int classes = scores.shape().dim(1);
        BatchLoss.requireWeights(tape, label, exampleWeights, rows);
        float scale = BatchLoss.scale(tape, rows, 1);
        Tensor losses = tape.allocate(Shape.of(rows));
        kernels()
                .hinge(
                        rows,
                        classes,
                        scores.array(),
                        scores.offset(),
                        labels.array(),
                        labels.offset(),
                        margin,
                        losses.array(),
                        losses.offset());
        return tape.record(
                OP,
                BatchLoss.mean(tape, scale, losses, exampleWeights),
                (gradient, pass) -> pass.into(scores, slopes -> {
                    kernels()
                            .gradient(
                                    rows,
                                    classes,
                                    scores.array(),
                                    scores.offset(),
                                    labels.array(),
                                    labels.offset(),
                                    margin,
                                    scale * gradient.item(),
                                    slopes.array(),
                                    slopes.offset());
                    BatchLoss.weigh(exampleWeights, slopes);
                }),
                scores);
    }

    /** @throws IllegalArgumentException if {@code margin} is not a finite number above 0 */
    public static void checkMargin(String label, float margin) {
        if (!(margin > 0 && margin < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    label + ": margin " + margin + ", expected a finite number above 0; 1 is the usual value");
        }
    }

    private static HingeRows kernels() {
        return Kernels.active().hingeRows();
    }
}

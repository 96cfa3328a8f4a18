package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of the losses of the examples, as all losses form it: in a shard of a step, or one of several accumulated batches, the
 * sum is divided by the size of the global batch ({@link dev.inkstone.random.Position#globalBatch}), so that the pieces add up.
 *
 * <p># Shapes: losses {@code [batch]}, weights the same, result a scalar.
 */
public final class BatchMean {
    private static final String OP = "batch_mean";

    private BatchMean() {}

    /**
     * The mean.
     *
     * @param losses one for each example
     * @param exampleWeights by which each loss is multiplied, constants, or null; the sum is divided by the number of examples all
     *     the same
     * @throws ShapeException if the losses are not {@code [batch]} with at least one example, or the weights not one for each
     * @throws IllegalArgumentException if a weight is negative or not finite, or a gradient of the weights is wanted
     */
    public static Tensor batchMean(Tape tape, Tensor losses, @Nullable Tensor exampleWeights) {
        String label = tape.label(OP);
        if (losses.shape().rank() != 1 || losses.size() == 0) {
            throw new ShapeException(
                    label + ": losses " + losses.shape()
                            + ", expected [batch], one for each example; add those of an example up, as Sum.sum(tape, losses, 1)");
        }
        int n = losses.size();
        BatchLoss.requireWeights(tape, label, exampleWeights, n);
        float scale = BatchLoss.scale(tape, n, 1);
        Tensor terms = tape.allocate(Shape.of(n));
        System.arraycopy(losses.array(), losses.offset(), terms.array(), terms.offset(), n);
        return tape.record(
                OP,
                BatchLoss.mean(tape, scale, terms, exampleWeights),
                (gradient, pass) -> pass.into(losses, slopes -> {
                    Kernels.active().movement().fill(n, scale * gradient.item(), slopes.array(), slopes.offset());
                    BatchLoss.weigh(exampleWeights, slopes);
                }),
                losses);
    }
}

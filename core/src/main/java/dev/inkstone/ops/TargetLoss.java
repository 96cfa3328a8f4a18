package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.TargetRows;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The softmax cross-entropy of logits with rows of targets, or their divergence; the inputs are checked already. */
final class TargetLoss {
    private TargetLoss() {}

    static Tensor of(Tape tape, String op, boolean relative, Tensor logits, Tensor targets, @Nullable Tensor weights) {
        int rows = logits.shape().dim(0);
        int classes = logits.shape().dim(1);
        float scale = BatchLoss.scale(tape, rows, 1);
        Tensor losses = tape.allocate(Shape.of(rows));
        Tensor probabilities = tape.allocate(logits.shape());
        Tensor totals = tape.allocate(Shape.of(rows));
        kernels()
                .crossEntropy(
                        relative,
                        rows,
                        classes,
                        logits.array(),
                        logits.offset(),
                        targets.array(),
                        targets.offset(),
                        losses.array(),
                        losses.offset(),
                        probabilities.array(),
                        probabilities.offset(),
                        totals.array(),
                        totals.offset());
        return tape.record(
                op,
                BatchLoss.mean(tape, scale, losses, weights),
                (gradient, pass) -> pass.into(logits, slopes -> {
                    float factor = scale * gradient.item();
                    backward(probabilities, targets, totals, factor, slopes);
                    BatchLoss.weigh(weights, slopes);
                }),
                logits);
    }

    private static void backward(Tensor probabilities, Tensor targets, Tensor totals, float scale, Tensor slopes) {
        kernels()
                .gradient(
                        totals.size(),
                        targets.shape().dim(1),
                        probabilities.array(),
                        probabilities.offset(),
                        targets.array(),
                        targets.offset(),
                        totals.array(),
                        totals.offset(),
                        scale,
                        slopes.array(),
                        slopes.offset());
    }

    private static TargetRows kernels() {
        return Kernels.active().targetRows();
    }
}

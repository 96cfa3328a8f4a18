package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.BatchMean;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** A loss that is the mean of what the examples lose. */
record MeanLoss(PerExample losses) implements Loss {
    @Override
    public Tensor of(Tensor prediction, Targets targets) {
        Tape tape = Tape.of(prediction);
        Tensor each = losses.of(tape, prediction, targets);
        if (!each.shape().equals(Shape.of(targets.size()))) {
            throw new ShapeException(
                    tape.label("loss") + ": losses " + each.shape() + ", expected [" + targets.size()
                            + "], one for each example; take the mean or the sum of an example's own, as Mean.mean(tape, losses, 1)");
        }
        return BatchMean.batchMean(tape, each, targets.weights());
    }
}

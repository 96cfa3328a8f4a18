package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** The numbers that a batch should have given beside those it gave, the same number of outputs for each example. */
final class ValuePairs {
    private final float[] predictions;
    private final float[] expectations;
    private final int predictionOffset;
    private final int expectationOffset;
    private final int outputs;
    private final int size;

    /**
     * The pairs of a batch.
     *
     * @throws ShapeException if prediction and targets differ in shape; {@code [batch]} and {@code [batch, 1]} are the same
     */
    ValuePairs(String metric, Tensor prediction, Targets targets) {
        Tensor values = targets.values();
        Shape shape = values.shape();
        Shape given = prediction.shape();
        this.size = targets.size();
        boolean oneEach = given.rank() > 0 && given.dim(0) == size && given.size() == size && shape.size() == size;
        if (!given.equals(shape) && !oneEach) {
            throw new ShapeException(metric + ": prediction " + given + ", expected " + shape
                    + " as the targets; end the model with as many outputs as the targets have");
        }
        this.outputs = size == 0 ? 0 : shape.size() / size;
        this.predictions = prediction.array();
        this.predictionOffset = prediction.offset();
        this.expectations = values.array();
        this.expectationOffset = values.offset();
    }

    int size() {
        return size;
    }

    int outputs() {
        return outputs;
    }

    double predicted(int example, int output) {
        return predictions[predictionOffset + example * outputs + output];
    }

    double expected(int example, int output) {
        return expectations[expectationOffset + example * outputs + output];
    }

    /** The number of outputs of a batch and all before it, {@code known} being 0 before the first. */
    static int sameOutputs(String metric, int outputs, int known) {
        if (known != 0 && outputs != 0 && outputs != known) {
            throw new ShapeException(metric + ": " + outputs + " outputs of an example, expected " + known
                    + " as in the batches before; count data of one kind with one tally");
        }
        return known == 0 ? outputs : known;
    }
}

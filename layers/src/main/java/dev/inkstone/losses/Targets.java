package dev.inkstone.losses;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a model should answer to the examples of a batch: class indices {@code [batch]}, or values {@code [batch, …]} (numbers of a
 * regression, soft labels), and perhaps how much each example counts. Immutable; never differentiated.
 */
public final class Targets {
    private final @Nullable IntTensor classes;
    private final @Nullable Tensor values;
    private final @Nullable Tensor weights;

    private Targets(@Nullable IntTensor classes, @Nullable Tensor values, @Nullable Tensor weights) {
        this.classes = classes;
        this.values = values;
        this.weights = weights;
    }

    /**
     * One class index for each example.
     *
     * @param classes {@code [batch]}
     * @throws ShapeException if it has another rank
     */
    public static Targets of(IntTensor classes) {
        if (classes.shape().rank() != 1) {
            throw new ShapeException(
                    "targets: class indices " + classes.shape()
                            + ", expected [batch], one for each example; turn one-hot rows into indices, or give them as values");
        }
        return new Targets(classes, null, null);
    }

    /**
     * Values for each example.
     *
     * @param values {@code [batch, …]}
     * @throws ShapeException if it is a scalar
     */
    public static Targets of(Tensor values) {
        if (values.shape().rank() == 0) {
            throw new ShapeException("targets: a scalar, expected values [batch, …]; reshape it to [1]");
        }
        return new Targets(null, values, null);
    }

    /**
     * The same targets, of which example {@code i} counts {@code weights[i]} times.
     *
     * @param weights {@code [batch]}, finite and not negative
     * @throws ShapeException if there is not one for each example
     */
    public Targets weightedBy(Tensor weights) {
        if (!weights.shape().equals(Shape.of(size()))) {
            throw new ShapeException(
                    "targets: weights " + weights.shape() + ", expected [" + size() + "], one for each example");
        }
        return new Targets(classes, values, weights);
    }

    /** Whether these are class indices, not values. */
    public boolean areClasses() {
        return classes != null;
    }

    /**
     * The class indices {@code [batch]}.
     *
     * @throws IllegalStateException if these are values
     */
    public IntTensor classes() {
        if (classes == null) {
            throw new IllegalStateException("targets: values " + values().shape()
                    + ", expected class indices [batch]; a loss or metric of classes needs data with integer labels:"
                    + " give the data set the index of the 1 of each one-hot row");
        }
        return classes;
    }

    /**
     * The values {@code [batch, …]}.
     *
     * @throws IllegalStateException if these are class indices
     */
    public Tensor values() {
        if (values == null) {
            throw new IllegalStateException("targets: class indices [" + size()
                    + "], expected values [batch, …]; a loss or metric of numbers needs data with values, not labels:"
                    + " data.oneHot(classes) makes values of labels");
        }
        return values;
    }

    /** How much each example counts, {@code [batch]}; null if all count the same. */
    public @Nullable Tensor weights() {
        return weights;
    }

    /** The number of examples. */
    public int size() {
        return classes != null ? classes.size() : values().shape().dim(0);
    }

    /** A view of examples {@code from} (inclusive) to {@code to} (exclusive). */
    public Targets rows(int from, int to) {
        return new Targets(
                classes == null ? null : classes.rows(from, to),
                values == null ? null : values.rows(from, to),
                weights == null ? null : weights.rows(from, to));
    }

    @Override
    public String toString() {
        return "Targets" + (classes != null ? classes.shape() + " classes" : String.valueOf(values().shape()))
                + (weights == null ? "" : " with weights");
    }
}

package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * The classes that the logits of a batch choose, and those that would be right. Logits {@code [batch, classes]} choose the largest,
 * the first of several. Logits {@code [batch]} or {@code [batch, 1]} choose class 1 if above 0 (a probability above one half), else
 * class 0. Targets are class indices, or values: one-hot or soft labels of the shape of the logits mean the largest, a number for
 * each example means class 1 if above one half.
 */
final class Decisions {
    static final int NONE = -1;

    private final String metric;
    private final Tensor logits;
    private final Targets targets;
    private final int columns;

    private Decisions(String metric, Tensor logits, Targets targets) {
        this.metric = metric;
        this.logits = logits;
        this.targets = targets;
        this.columns = logits.shape().rank() == 1 ? 1 : logits.shape().dim(1);
    }

    /**
     * The decisions of a batch.
     *
     * @throws ShapeException if the shapes are not of the kinds above
     */
    static Decisions of(String metric, Tensor logits, Targets targets) {
        Shape shape = logits.shape();
        int size = targets.size();
        if (shape.rank() < 1 || shape.rank() > 2 || shape.dim(0) != size || (shape.rank() == 2 && shape.dim(1) == 0)) {
            throw new ShapeException(
                    metric + ": prediction " + shape + ", expected logits [" + size + ", classes], or [" + size
                            + "] or [" + size + ", 1] for two classes; end the model with dense(classes)");
        }
        Decisions decisions = new Decisions(metric, logits, targets);
        if (!targets.areClasses() && !decisions.fits(targets.values().shape())) {
            throw new ShapeException(metric + ": targets " + targets.values().shape() + ", expected " + shape
                    + " as the prediction, or class indices [" + size + "]");
        }
        return decisions;
    }

    private boolean fits(Shape values) {
        return columns > 1 ? values.equals(logits.shape()) : values.size() == targets.size();
    }

    int size() {
        return targets.size();
    }

    /** Logits of each example: one if there are two classes, else one for each class. */
    int columns() {
        return columns;
    }

    int classes() {
        return columns == 1 ? 2 : columns;
    }

    float logit(int example, int column) {
        return logits.array()[logits.offset() + example * columns + column];
    }

    /** The class that was chosen; {@link #NONE} if all logits of the example are NaN. */
    int chosen(int example) {
        return chosen(logits, example, 0);
    }

    /**
     * The class that would be right.
     *
     * @throws IllegalArgumentException if the label is not one of the classes, or all target values are NaN
     */
    int actual(int example) {
        int actual = targets.areClasses() ? targets.classes().get(example) : chosenByTarget(example);
        if (actual < 0 || actual >= classes()) {
            throw new IllegalArgumentException(metric + ": " + (targets.areClasses() ? "label " + actual : "target NaN")
                    + " of example " + example + " of the batch, expected 0 to " + (classes() - 1)
                    + " for prediction " + logits.shape());
        }
        return actual;
    }

    /** How right class {@code label} is: 1 or 0, or a soft label. */
    double share(int example, int label) {
        if (targets.areClasses()) {
            return actual(example) == label ? 1 : 0;
        }
        Tensor values = targets.values();
        if (columns > 1) {
            return values.array()[values.offset() + example * columns + label];
        }
        double one = values.array()[values.offset() + example];
        return label == 1 ? one : 1 - one;
    }

    private int chosenByTarget(int example) {
        double sum = 0;
        boolean shares = columns > 1;
        for (int i = 0; i < columns; i++) {
            double share = share(example, i);
            shares &= share >= 0;
            sum += share;
        }
        if (shares && Math.abs(sum - 1) > 1e-3) {
            throw new IllegalArgumentException(
                    metric + ": targets of example " + example + " of the batch sum to " + (float) sum
                            + ", expected 1: one class of " + columns + "; measure several labels at once by the loss");
        }
        return chosen(targets.values(), example, 0.5f);
    }

    private int chosen(Tensor values, int example, float threshold) {
        float[] array = values.array();
        int from = values.offset() + example * columns;
        if (columns == 1) {
            return Float.isNaN(array[from]) ? NONE : array[from] > threshold ? 1 : 0;
        }
        int best = NONE;
        for (int i = 0; i < columns; i++) {
            if (best < 0 ? !Float.isNaN(array[from + i]) : array[from + i] > array[from + best]) {
                best = i;
            }
        }
        return best;
    }
}

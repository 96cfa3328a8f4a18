package dev.inkstone.metrics;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many examples of each class (the row) were predicted to be of which (the column). Examples without an answer, whose logits are
 * all NaN, are counted beside the columns. Immutable; weights are ignored.
 */
public final class ConfusionMatrix {
    /** The counts stand in one array. */
    private static final int MOST_CLASSES = 46_340;

    private final int classes;
    private final long[] counts; // [classes, classes + 1], the last column without an answer

    private ConfusionMatrix(int classes, long[] counts) {
        this.classes = classes;
        this.counts = counts;
    }

    /**
     * That of a model on some data, in inference mode and a bounded amount of memory.
     *
     * @param model gives logits, as for {@link Metrics#accuracy}
     * @param data with labels, or one-hot or soft ones
     * @throws IllegalArgumentException if there are no examples, a label is no class, or there are more than 46,340 classes
     * @throws ShapeException if the model does not give logits of classes
     */
    public static ConfusionMatrix of(Model model, Dataset data) {
        List<ConfusionMatrix> sum = new ArrayList<>(1);
        Answers.of("confusion matrix", model, data, (logits, targets) -> {
            ConfusionMatrix piece = of(logits, targets);
            if (sum.isEmpty()) {
                sum.add(piece);
            } else {
                sum.set(0, sum.get(0).plus(piece));
            }
        });
        return sum.get(0);
    }

    /**
     * That of a batch.
     *
     * @param logits as for {@link Metrics#accuracy}
     * @param targets what is right
     * @throws IllegalArgumentException if a label is no class, or there are more than 46,340 classes
     * @throws ShapeException if these are not logits of classes
     */
    public static ConfusionMatrix of(Tensor logits, Targets targets) {
        Decisions decisions = Decisions.of("confusion matrix", logits, targets);
        int classes = decisions.classes();
        if (classes > MOST_CLASSES) {
            throw new IllegalArgumentException("confusion matrix: " + classes + " classes, expected at most "
                    + MOST_CLASSES + "; ask for metrics, whose memory grows with the classes, not with their square");
        }
        long[] counts = new long[classes * (classes + 1)];
        for (int i = 0; i < decisions.size(); i++) {
            int chosen = decisions.chosen(i);
            counts[decisions.actual(i) * (classes + 1) + (chosen == Decisions.NONE ? classes : chosen)]++;
        }
        return new ConfusionMatrix(classes, counts);
    }

    /**
     * The counts of both.
     *
     * @throws IllegalArgumentException if the other has another number of classes
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException("confusion matrix: plus one of " + other.classes + " classes, expected "
                    + classes + "; add up results of one problem");
        }
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new ConfusionMatrix(classes, sum);
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /**
     * How many examples of class {@code actual} were predicted to be of class {@code predicted}.
     *
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public long count(int actual, int predicted) {
        return counts[checked(actual) * (classes + 1) + checked(predicted)];
    }

    /** How many examples of a class have no answer because their logits are all NaN. */
    public long unanswered(int actual) {
        return counts[checked(actual) * (classes + 1) + classes];
    }

    /** How many examples a class has. */
    public long actual(int label) {
        long sum = unanswered(label);
        for (int i = 0; i < classes; i++) {
            sum += count(label, i);
        }
        return sum;
    }

    /** How many examples were predicted to be of a class. */
    public long predicted(int label) {
        long sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += count(i, label);
        }
        return sum;
    }

    /** The number of examples. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** The share of examples that were predicted rightly; NaN if there are none. */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < classes; i++) {
            right += count(i, i);
        }
        return (double) right / total();
    }

    /** Of the examples predicted to be of a class, the share that is; 0 if there are none. */
    public double precision(int label) {
        return ratio(Ratio.PRECISION, label);
    }

    /** Of the examples of a class, the share that was predicted to be; 0 if there are none. */
    public double recall(int label) {
        return ratio(Ratio.RECALL, label);
    }

    /** The harmonic mean of precision and recall of a class; 0 if it is neither a label nor predicted. */
    public double f1(int label) {
        return ratio(Ratio.F1, label);
    }

    private double ratio(Ratio ratio, int label) {
        return ratio.of(count(label, label), predicted(label), actual(label));
    }

    /** {@code [actual][predicted]} as shares of the examples of each class; a row of zeros for a class without examples. */
    public double[][] normalized() {
        double[][] shares = new double[classes][classes];
        for (int i = 0; i < classes; i++) {
            double examples = Math.max(actual(i), 1);
            for (int j = 0; j < classes; j++) {
                shares[i][j] = count(i, j) / examples;
            }
        }
        return shares;
    }

    /**
     * Two classes that are mistaken for each other.
     *
     * @param actual the right class
     * @param predicted the wrong answer
     * @param count how often it was given
     */
    public record Confusion(int actual, int predicted, long count) {}

    /**
     * The most frequent mistakes, the most frequent one first, equal ones in the order of the classes; only those that were made.
     *
     * @param most how many at most
     * @throws IllegalArgumentException if that is negative
     */
    public List<Confusion> mostConfused(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("confusion matrix: " + most + " confused pairs, expected 0 or more");
        }
        List<Confusion> mistakes = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                if (i != j && count(i, j) > 0) {
                    mistakes.add(new Confusion(i, j, count(i, j)));
                }
            }
        }
        mistakes.sort(Comparator.comparingLong(Confusion::count).reversed());
        return List.copyOf(mistakes.subList(0, Math.min(most, mistakes.size())));
    }

    /**
     * The counts in aligned columns under a header; lines end with a line feed. A last column {@code none} counts examples without an
     * answer, if there are some.
     *
     * @param names of the classes in order; none for their indices
     * @throws IllegalArgumentException if there is not a name for each class
     */
    public String toText(String... names) {
        if (names.length != 0 && names.length != classes) {
            throw new IllegalArgumentException("confusion matrix: " + names.length + " names, expected " + classes
                    + ", one for each class, or none");
        }
        return ConfusionText.of(this, names);
    }

    private int checked(int label) {
        if (label < 0 || label >= classes) {
            throw new IndexOutOfBoundsException(
                    "confusion matrix: class " + label + ", expected 0 to " + (classes - 1));
        }
        return label;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix
                && matrix.classes == classes
                && Arrays.equals(matrix.counts, counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    /** As {@link #toText} with the indices of the classes. */
    @Override
    public String toString() {
        return toText();
    }
}

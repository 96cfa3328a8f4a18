package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Precision, recall or F1, from three counts of each class. */
final class ClassTally implements Tally {
    private final String metric;
    private final boolean weighted;
    private final Ratio ratio;
    private final Focus focus;
    private int classes;
    private double[] counts = {}; // for each class: right, predicted, actual

    /**
     * Which classes are meant.
     *
     * @param average over all of them; null for one class
     * @param label the class; null for class 1 of two
     */
    record Focus(@Nullable Average average, @Nullable Integer label) {
        static final Focus POSITIVE = new Focus(null, null);
    }

    ClassTally(String metric, boolean weighted, Ratio ratio, Focus focus) {
        this.metric = metric;
        this.weighted = weighted;
        this.ratio = ratio;
        this.focus = focus;
    }

    static Metric metric(Ratio ratio, Focus focus, String suffix) {
        return Measure.higher(
                ratio.lowerCase() + suffix, (metric, weighted) -> new ClassTally(metric, weighted, ratio, focus));
    }

    @Override
    public void add(Tensor prediction, Targets targets) {
        Decisions decisions = Decisions.of(metric, prediction, targets);
        checkFocus(prediction, decisions.classes());
        widen(decisions.classes());
        Weights weights = Weights.of(metric, targets, weighted);
        for (int i = 0; i < decisions.size(); i++) {
            double weight = weights.get(i);
            if (weight > 0) {
                count(decisions.chosen(i), decisions.actual(i), weight);
            }
        }
    }

    private void count(int chosen, int actual, double weight) {
        counts[3 * actual + 2] += weight;
        if (chosen != Decisions.NONE) {
            counts[3 * chosen + 1] += weight;
        }
        if (chosen == actual) {
            counts[3 * actual] += weight;
        }
    }

    private void checkFocus(Tensor prediction, int found) {
        if (focus.average() != null) {
            return;
        }
        String name = ratio.lowerCase();
        Integer label = focus.label();
        if (label == null && found != 2) {
            throw new ShapeException(metric + ": prediction " + prediction.shape() + " of " + found
                    + " classes, expected 2; ask for " + name + "(MACRO), " + name + "(MICRO) or " + name
                    + "(label) of one class");
        } else if (label != null && label >= found) {
            throw new ShapeException(metric + ": prediction " + prediction.shape() + " of " + found
                    + " classes, expected more than " + label + "; labels begin at 0");
        }
    }

    private void widen(int found) {
        if (classes == 0) {
            classes = found;
            counts = new double[3 * found];
        } else if (found != classes) {
            throw new ShapeException(metric + ": " + found + " classes, expected " + classes
                    + " as in the batches before; count data of one kind with one tally");
        }
    }

    @Override
    public void add(Tally other) {
        ClassTally more = (ClassTally) other;
        if (more.classes > 0) {
            widen(more.classes);
            for (int i = 0; i < counts.length; i++) {
                counts[i] += more.counts[i];
            }
        }
    }

    @Override
    public double value() {
        if (total(2) == 0) {
            return Double.NaN;
        }
        if (focus.average() == Average.MICRO) {
            return ratio.of(total(0), total(1), total(2));
        }
        if (focus.average() == Average.MACRO) {
            return macro();
        }
        return of(focus.label() == null ? 1 : focus.label());
    }

    private double macro() {
        double sum = 0;
        int occurring = 0;
        for (int i = 0; i < classes; i++) {
            if (counts[3 * i + 1] + counts[3 * i + 2] > 0) {
                sum += of(i);
                occurring++;
            }
        }
        return sum / occurring;
    }

    private double of(int label) {
        return ratio.of(counts[3 * label], counts[3 * label + 1], counts[3 * label + 2]);
    }

    private double total(int which) {
        double total = 0;
        for (int i = 0; i < classes; i++) {
            total += counts[3 * i + which];
        }
        return total;
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + counts.length];
        state[0] = classes;
        System.arraycopy(counts, 0, state, 1, counts.length);
        return state;
    }

    @Override
    public void restore(double... state) {
        classes = States.count(metric, state, 1, 3);
        counts = new double[3 * classes];
        System.arraycopy(state, 1, counts, 0, counts.length);
    }
}

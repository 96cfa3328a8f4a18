package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** The area under the ROC curve. It is about the order of all examples, so their scores have to be kept. */
final class RankTally implements Tally {
    private final String metric;
    private final boolean weighted;
    private int scores; // of each example: one for two classes, else one for each class
    private int size;
    private double[] rows = {}; // for each example: its scores, its label, its weight if weighted

    RankTally(String metric, boolean weighted) {
        this.metric = metric;
        this.weighted = weighted;
    }

    @Override
    public void add(Tensor prediction, Targets targets) {
        Decisions decisions = Decisions.of(metric, prediction, targets);
        Weights weights = Weights.of(metric, targets, weighted);
        reserve(decisions.classes() == 2 ? 1 : decisions.classes(), decisions.size());
        for (int i = 0; i < decisions.size(); i++) {
            double weight = weights.get(i);
            int label = decisions.actual(i);
            if (weight > 0) {
                add(decisions, i, label, weight);
            }
        }
    }

    private void add(Decisions decisions, int example, int label, double weight) {
        int at = size * width();
        if (decisions.columns() == 1) {
            rows[at] = decisions.logit(example, 0);
        } else if (scores == 1) {
            rows[at] = (double) decisions.logit(example, 1) - decisions.logit(example, 0);
        } else {
            double largest = Scorer.largest(decisions, example);
            double logSum = Scorer.logSum(decisions, example, largest);
            for (int j = 0; j < scores; j++) {
                rows[at + j] = decisions.logit(example, j) - largest - logSum;
            }
        }
        rows[at + scores] = label;
        if (weighted) {
            rows[at + scores + 1] = weight;
        }
        size++;
    }

    private int width() {
        return scores + (weighted ? 2 : 1);
    }

    private void reserve(int scoresOfEach, int more) {
        if (scores == 0) {
            scores = scoresOfEach;
        } else if (scores != scoresOfEach) {
            throw new ShapeException(metric + ": " + Math.max(scoresOfEach, 2) + " classes, expected "
                    + Math.max(scores, 2) + " as in the batches before; count data of one kind with one tally");
        }
        long needed = ((long) size + more) * width();
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(metric + ": " + ((long) size + more) + " examples, expected at most "
                    + (Integer.MAX_VALUE - 8) / width() + "; its scores have to be kept, take part of the data");
        }
        if (needed > rows.length) {
            rows = Arrays.copyOf(rows, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * rows.length)));
        }
    }

    @Override
    public void add(Tally other) {
        RankTally more = (RankTally) other;
        if (more.scores > 0) {
            reserve(more.scores, more.size);
            System.arraycopy(more.rows, 0, rows, size * width(), more.size * width());
            size += more.size;
        }
    }

    @Override
    public double value() {
        if (scores == 1) {
            return area(0, 1);
        }
        double sum = 0;
        int defined = 0;
        for (int i = 0; i < scores; i++) {
            if (isSplitBy(i)) {
                sum += area(i, i);
                defined++;
            }
        }
        return sum / defined;
    }

    /** Whether some examples are of a class and others are not. */
    private boolean isSplitBy(int label) {
        int of = 0;
        for (int i = 0; i < size; i++) {
            of += rows[i * width() + scores] == label ? 1 : 0;
        }
        return of > 0 && of < size;
    }

    private double area(int column, int positive) {
        double[] score = new double[size];
        double[] weightOfPositive = new double[size];
        double[] weightOfNegative = new double[size];
        for (int i = 0; i < size; i++) {
            int at = i * width();
            score[i] = rows[at + column] + 0.0; // -0 is the same score as 0
            double weight = weighted ? rows[at + scores + 1] : 1;
            (rows[at + scores] == positive ? weightOfPositive : weightOfNegative)[i] = weight;
        }
        return RocArea.of(score, weightOfPositive, weightOfNegative);
    }

    @Override
    public double[] state() {
        double[] state = new double[2 + size * width()];
        state[0] = size;
        state[1] = scores;
        System.arraycopy(rows, 0, state, 2, size * width());
        return state;
    }

    @Override
    public void restore(double... state) {
        double each = state.length < 2 ? -1 : state[1];
        boolean fits = each >= 0 && each == (int) each && (int) each < Integer.MAX_VALUE - 2;
        if (!fits) {
            throw States.mismatch(metric, state, "those of examples and their scores");
        }
        int n = States.count(metric, state, 2, (int) each + (weighted ? 2 : 1));
        scores = (int) each;
        size = n;
        rows = Arrays.copyOfRange(state, 2, state.length);
    }
}

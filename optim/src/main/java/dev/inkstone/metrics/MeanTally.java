package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/** The mean of a score that each example has by itself. */
final class MeanTally implements Tally {
    private final String metric;
    private final boolean weighted;
    private final Scorer scorer;
    private Sums sums = new Sums(2); // of the scores, of the weights

    MeanTally(String metric, boolean weighted, Scorer scorer) {
        this.metric = metric;
        this.weighted = weighted;
        this.scorer = scorer;
    }

    @Override
    public void add(Tensor prediction, Targets targets) {
        IntToDoubleFunction scores = scorer.scores(metric, prediction, targets);
        Weights weights = Weights.of(metric, targets, weighted);
        for (int i = 0; i < targets.size(); i++) {
            double weight = weights.get(i);
            if (weight > 0) {
                sums.add(0, weight * scores.applyAsDouble(i));
                sums.add(1, weight);
            }
        }
    }

    @Override
    public void add(Tally other) {
        sums.add(((MeanTally) other).sums);
    }

    @Override
    public double value() {
        return sums.get(0) / sums.get(1);
    }

    @Override
    public double[] state() {
        double[] state = new double[4];
        sums.save(state, 0);
        return state;
    }

    @Override
    public void restore(double... state) {
        if (state.length != 4) {
            throw States.mismatch(metric, state, "4");
        }
        sums = Sums.restore(state, 0, 2);
    }
}

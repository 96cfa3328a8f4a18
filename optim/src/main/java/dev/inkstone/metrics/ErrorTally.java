package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** A mean over the examples of an error of each output, then the mean over the outputs. */
final class ErrorTally implements Tally {
    private final String metric;
    private final boolean weighted;
    private final DoubleUnaryOperator error;
    private final DoubleUnaryOperator ofMean;
    private Sums sums = new Sums(1); // of the weights, then of the errors of each output

    /**
     * An empty tally.
     *
     * @param error of a difference
     * @param ofMean what is made of the mean error of an output
     */
    ErrorTally(String metric, boolean weighted, DoubleUnaryOperator error, DoubleUnaryOperator ofMean) {
        this.metric = metric;
        this.weighted = weighted;
        this.error = error;
        this.ofMean = ofMean;
    }

    static Measure.Counting of(DoubleUnaryOperator error, DoubleUnaryOperator ofMean) {
        return (metric, weighted) -> new ErrorTally(metric, weighted, error, ofMean);
    }

    @Override
    public void add(Tensor prediction, Targets targets) {
        ValuePairs pairs = new ValuePairs(metric, prediction, targets);
        widen(pairs.outputs());
        Weights weights = Weights.of(metric, targets, weighted);
        for (int i = 0; i < pairs.size(); i++) {
            double weight = weights.get(i);
            if (weight == 0) {
                continue;
            }
            sums.add(0, weight);
            for (int j = 0; j < pairs.outputs(); j++) {
                sums.add(1 + j, weight * error.applyAsDouble(pairs.predicted(i, j) - pairs.expected(i, j)));
            }
        }
    }

    private void widen(int outputs) {
        int all = ValuePairs.sameOutputs(metric, outputs, sums.count() - 1);
        if (all != sums.count() - 1) {
            sums = new Sums(1 + all);
        }
    }

    @Override
    public void add(Tally other) {
        ErrorTally more = (ErrorTally) other;
        if (more.sums.count() > 1) {
            widen(more.sums.count() - 1);
            sums.add(more.sums);
        }
    }

    @Override
    public double value() {
        double total = 0;
        for (int j = 1; j < sums.count(); j++) {
            total += ofMean.applyAsDouble(sums.get(j) / sums.get(0));
        }
        return total / (sums.count() - 1);
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + 2 * sums.count()];
        state[0] = sums.count();
        sums.save(state, 1);
        return state;
    }

    @Override
    public void restore(double... state) {
        int n = States.count(metric, state, 1, 2);
        if (n == 0) {
            throw States.mismatch(metric, state, "3 or more");
        }
        sums = Sums.restore(state, 1, n);
    }
}

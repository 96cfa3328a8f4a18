package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;

/**
 * R² of each output, then the mean over the outputs. The spread of the targets is updated about their running mean (Welford; Chan,
 * Golub and LeVeque where parts are joined), so a large mean costs no digits.
 */
final class DeterminationTally implements Tally {
    private final String metric;
    private final boolean weighted;
    private long examples;
    private double weight;
    private Sums residuals = new Sums(0);
    private double[] means = {};
    private double[] spreads = {};

    DeterminationTally(String metric, boolean weighted) {
        this.metric = metric;
        this.weighted = weighted;
    }

    @Override
    public void add(Tensor prediction, Targets targets) {
        ValuePairs pairs = new ValuePairs(metric, prediction, targets);
        widen(pairs.outputs());
        Weights weights = Weights.of(metric, targets, weighted);
        for (int i = 0; i < pairs.size(); i++) {
            double w = weights.get(i);
            if (w > 0) {
                add(pairs, i, w);
            }
        }
    }

    private void add(ValuePairs pairs, int example, double w) {
        examples++;
        double before = weight;
        weight += w;
        for (int j = 0; j < pairs.outputs(); j++) {
            double value = pairs.expected(example, j);
            double residual = pairs.predicted(example, j) - value;
            residuals.add(j, w * residual * residual);
            double delta = value - means[j];
            means[j] += delta * (w / weight);
            spreads[j] += delta * delta * (w * (before / weight));
        }
    }

    private void widen(int outputs) {
        int all = ValuePairs.sameOutputs(metric, outputs, means.length);
        if (all != means.length) {
            residuals = new Sums(all);
            means = new double[all];
            spreads = new double[all];
        }
    }

    @Override
    public void add(Tally other) {
        DeterminationTally more = (DeterminationTally) other;
        if (more.examples == 0) {
            return;
        }
        widen(more.means.length);
        double total = weight + more.weight;
        residuals.add(more.residuals);
        for (int j = 0; j < means.length; j++) {
            double delta = more.means[j] - means[j];
            spreads[j] += more.spreads[j] + delta * delta * (weight * (more.weight / total));
            means[j] += delta * (more.weight / total);
        }
        examples += more.examples;
        weight = total;
    }

    @Override
    public double value() {
        if (examples < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int j = 0; j < means.length; j++) {
            sum += determination(residuals.get(j), spreads[j]);
        }
        return sum / means.length;
    }

    private static double determination(double residual, double spread) {
        if (spread == 0 && !Double.isNaN(residual)) {
            return residual == 0 ? 1 : 0;
        }
        return 1 - residual / spread;
    }

    @Override
    public double[] state() {
        int n = means.length;
        double[] state = new double[3 + 4 * n];
        state[0] = n;
        state[1] = examples;
        state[2] = weight;
        residuals.save(state, 3);
        System.arraycopy(means, 0, state, 3 + 2 * n, n);
        System.arraycopy(spreads, 0, state, 3 + 3 * n, n);
        return state;
    }

    @Override
    public void restore(double... state) {
        int n = States.count(metric, state, 3, 4);
        examples = (long) state[1];
        weight = state[2];
        residuals = Sums.restore(state, 3, n);
        means = new double[n];
        System.arraycopy(state, 3 + 2 * n, means, 0, n);
        spreads = new double[n];
        System.arraycopy(state, 3 + 3 * n, spreads, 0, n);
    }
}

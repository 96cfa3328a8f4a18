package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;

/** A metric that is a mean of scores. */
record MeanMetric(String name, Score score) implements Metric {
    @Override
    public Tally tally() {
        return new Sum(score);
    }

    private static final class Sum implements Tally {
        private final Score score;
        private double sum;
        private long examples;

        Sum(Score score) {
            this.score = score;
        }

        @Override
        public void add(Tensor prediction, Targets targets) {
            sum += score.sum(prediction, targets);
            examples += targets.size();
        }

        @Override
        public void add(Tally other) {
            sum += ((Sum) other).sum;
            examples += ((Sum) other).examples;
        }

        @Override
        public double value() {
            return sum / examples;
        }

        @Override
        public double[] state() {
            return new double[] {sum, examples};
        }

        @Override
        public void restore(double... state) {
            if (state.length != 2) {
                throw new IllegalArgumentException(
                        "metric: a state of " + state.length + " numbers, expected sum and count");
            }
            sum = state[0];
            examples = (long) state[1];
        }
    }
}

package dev.inkstone.training;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops when the generalization loss is large for the progress that the training made in a strip.
 *
 * @param quotient of the two that is forgiven
 * @param strip looks in a strip
 */
record ProgressQuotient(double quotient, int strip) implements StoppingRule {
    ProgressQuotient {
        if (!(quotient >= 0 && quotient < Double.POSITIVE_INFINITY) || strip < 2) {
            throw new IllegalArgumentException("progress quotient: " + quotient + " with strips of " + strip
                    + ", expected a finite number of 0 or more, and strips of 2 looks or more: over one there is no progress;"
                    + " the paper tries 0.5 to 3 with strips of 5");
        }
    }

    @Override
    public String name() {
        return "progress_quotient";
    }

    @Override
    public boolean ofErrors() {
        return true;
    }

    @Override
    public StoppingRule.Memory begin(long step, int epoch) {
        return new Memory();
    }

    private final class Memory implements StoppingRule.Memory {
        private final GeneralizationLoss.Lowest lowest = new GeneralizationLoss.Lowest();
        private double sum; // over the examples since the last look
        private double examples;
        private double stripSum; // over the looks of the strip
        private double stripLowest = Double.POSITIVE_INFINITY;
        private double looks;

        @Override
        public void trained(double value, int count) {
            sum += value * count;
            examples += count;
        }

        @Override
        public @Nullable String look(Look look) {
            double loss = lowest.loss(look.value());
            double training = sum / examples;
            stripSum += training;
            stripLowest = Math.min(stripLowest, training);
            looks++;
            sum = 0;
            examples = 0;
            if (looks < strip) {
                return null;
            }
            double progress = progress();
            stripSum = 0;
            stripLowest = Double.POSITIVE_INFINITY;
            looks = 0;
            boolean beyond = loss > quotient * progress || (loss > 0 && Double.isNaN(progress));
            return beyond ? reason(look.value(), progress) : null;
        }

        /** In per mille; of errors that are all 0 there is none. */
        private double progress() {
            return stripSum == 0 ? 0 : 1000 * (stripSum / (strip * stripLowest) - 1);
        }

        private String reason(double value, double progress) {
            String slow =
                    " while the training error was %.1f ‰ above its own on average of %d looks, a quotient of more than %s";
            return lowest.above(value) + String.format(Locale.ROOT, slow, progress, strip, quotient);
        }

        @Override
        public Map<String, Double> state() {
            return Map.of(
                    "lowest", lowest.value(),
                    "training_sum", sum,
                    "training_examples", examples,
                    "strip_sum", stripSum,
                    "strip_lowest", stripLowest,
                    "strip_looks", looks);
        }

        @Override
        public void restore(Map<String, Double> state) {
            lowest.restore(state);
            sum = state.getOrDefault("training_sum", 0.0);
            examples = state.getOrDefault("training_examples", 0.0);
            stripSum = state.getOrDefault("strip_sum", 0.0);
            stripLowest = state.getOrDefault("strip_lowest", Double.POSITIVE_INFINITY);
            looks = state.getOrDefault("strip_looks", 0.0);
        }
    }
}

package dev.inkstone.training;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops when an error is too far above its lowest value.
 *
 * @param percent how far it may be
 */
record GeneralizationLoss(double percent) implements StoppingRule {
    GeneralizationLoss {
        if (!(percent >= 0 && percent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("generalization loss: " + percent
                    + " %, expected a finite number of 0 or more; the paper tries 1 to 5");
        }
    }

    @Override
    public String name() {
        return "generalization_loss";
    }

    @Override
    public boolean ofErrors() {
        return true;
    }

    @Override
    public StoppingRule.Memory begin(long step, int epoch) {
        Lowest lowest = new Lowest();
        return new Memory() {
            @Override
            public @Nullable String look(Look look) {
                double loss = lowest.loss(look.value());
                return loss <= percent ? null : lowest.above(look.value()) + ", more than " + percent + " %";
            }

            @Override
            public Map<String, Double> state() {
                return Map.of("lowest", lowest.value());
            }

            @Override
            public void restore(Map<String, Double> state) {
                lowest.restore(state);
            }
        };
    }

    /** The lowest error so far. */
    static final class Lowest {
        private double value = Double.POSITIVE_INFINITY;

        /** How far {@code error} is above the lowest, in percent; it may be the lowest itself. NaN is infinitely far above. */
        double loss(double error) {
            if (error < 0) {
                throw new IllegalArgumentException("generalization loss: of a value of " + error
                        + ", expected errors of 0 or more; monitor one, or stop by patience");
            }
            if (error <= value) {
                value = error;
                return 0;
            }
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : 100 * (error / value - 1);
        }

        /** For a message: {@code is 12.5 % above its lowest value 0.4}. */
        String above(double error) {
            return Double.isNaN(error)
                    ? "is NaN"
                    : String.format(Locale.ROOT, "is %.1f %% above its lowest value %s", loss(error), value);
        }

        double value() {
            return value;
        }

        void restore(Map<String, Double> state) {
            value = state.getOrDefault("lowest", Double.POSITIVE_INFINITY);
        }
    }
}

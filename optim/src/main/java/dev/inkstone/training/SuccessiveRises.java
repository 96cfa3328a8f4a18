package dev.inkstone.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops when a value has become worse from strip to strip, several times in a row.
 *
 * @param strips how many times
 * @param strip looks in a strip
 */
record SuccessiveRises(int strips, int strip) implements StoppingRule {
    SuccessiveRises {
        if (strips < 1 || strip < 1) {
            throw new IllegalArgumentException("successive rises: " + strips + " strips of " + strip
                    + " looks, expected 1 or more of both; the paper tries 2 to 8 strips of 5");
        }
    }

    @Override
    public String name() {
        return "successive_rises";
    }

    @Override
    public StoppingRule.Memory begin(long step, int epoch) {
        return new Memory();
    }

    private final class Memory implements StoppingRule.Memory {
        private double looks;
        private double before = Double.NaN; // at the end of the strip before; NaN in the first one
        private double rises;

        @Override
        public @Nullable String look(Look look) {
            looks++;
            if (looks < strip) {
                return null;
            }
            double value = look.value();
            boolean worse =
                    look.higherIsBetter() ? value < before : value > before; // than NaN, in the first one, nothing is
            rises = worse || Double.isNaN(value) ? rises + 1 : 0; // NaN is worse than all
            before = Double.isNaN(value) ? before : value;
            looks = 0;
            return rises < strips
                    ? null
                    : "has become worse in " + strips + " strips of " + strip + " looks in a row, to " + value;
        }

        @Override
        public Map<String, Double> state() {
            return Map.of("strip_looks", looks, "strip_before", before, "rises", rises);
        }

        @Override
        public void restore(Map<String, Double> state) {
            looks = state.getOrDefault("strip_looks", 0.0);
            before = state.getOrDefault("strip_before", Double.NaN);
            rises = state.getOrDefault("rises", 0.0);
        }
    }
}

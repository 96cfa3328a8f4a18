package dev.inkstone.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops at the first look that is so many steps or epochs after the last better one.
 *
 * @param length steps or epochs
 * @param inSteps whether they are steps
 */
record Patience(long length, boolean inSteps) implements StoppingRule {
    Patience {
        if (length < 1) {
            throw new IllegalArgumentException("early stopping: patience " + length + ", expected 1 or more");
        }
    }

    @Override
    public String name() {
        return "patience";
    }

    @Override
    public StoppingRule.Memory begin(long step, int epoch) {
        return new Memory(step);
    }

    private final class Memory implements StoppingRule.Memory {
        private long since;

        Memory(long since) {
            this.since = since;
        }

        @Override
        public @Nullable String look(Look look) {
            if (look.better()) {
                since = look.step();
            }
            long waited = (look.step() - since) / (inSteps ? 1 : look.stepsPerEpoch());
            return waited < length
                    ? null
                    : "has not become better than " + look.best() + " for " + waited + (inSteps ? " steps" : " epochs");
        }

        @Override
        public Map<String, Double> state() {
            return Map.of("waiting_since_step", (double) since);
        }

        @Override
        public void restore(Map<String, Double> state) {
            since = state.getOrDefault("waiting_since_step", 0.0).longValue();
        }
    }
}

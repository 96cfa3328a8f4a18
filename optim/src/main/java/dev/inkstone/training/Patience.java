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
        return new Memory(step, epoch);
    }

    private final class Memory implements StoppingRule.Memory {
        private long sinceStep;
        private long sinceEpoch;

        Memory(long sinceStep, long sinceEpoch) {
            this.sinceStep = sinceStep;
            this.sinceEpoch = sinceEpoch;
        }

        @Override
        public @Nullable String look(Look look) {
            if (look.better()) {
                sinceStep = look.step();
                sinceEpoch = look.epoch();
            }
            long waited = inSteps ? look.step() - sinceStep : look.epoch() - sinceEpoch;
            return waited < length
                    ? null
                    : "has not become better than " + look.best() + " for " + waited + (inSteps ? " steps" : " epochs");
        }

        @Override
        public Map<String, Double> state() {
            return Map.of("waiting_since_step", (double) sinceStep, "waiting_since_epoch", (double) sinceEpoch);
        }

        @Override
        public void restore(Map<String, Double> state) {
            sinceStep = state.getOrDefault("waiting_since_step", 0.0).longValue();
            sinceEpoch = state.getOrDefault("waiting_since_epoch", 0.0).longValue();
        }
    }
}

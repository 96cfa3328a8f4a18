package dev.inkstone.training;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When an {@link EarlyStopping} ends a run. The usual ones stand in {@link StoppingRules}; one of your own is a value like them, and
 * keeps what it remembers of a run in a {@link Memory}.
 */
public interface StoppingRule {
    /** What tells the early stoppings of one monitor apart in a checkpoint: {@code generalization_loss}. */
    String name();

    /** Whether it compares values as errors: 0 or more, the lower the better; a fit refuses a monitor that is to be high. Default no. */
    default boolean ofErrors() {
        return false;
    }

    /**
     * Begins to watch a run, or goes on anew where an earlier fit was stopped or the warm-up is not over.
     *
     * @param step steps made before
     * @param epoch the epoch of the last of them; 0 before the first
     */
    Memory begin(long step, int epoch);

    /** What a rule remembers of one run. */
    interface Memory {
        /**
         * Hears of a training step; does nothing by default.
         *
         * @param value the monitored loss or metric of the training batch
         * @param examples in the batch
         */
        default void trained(double value, int examples) {}

        /** Looks at the monitored value; why the run should end, as a phrase behind its name, or null if it should go on. */
        @Nullable String look(Look look);

        /** All of it as numbers, for a checkpoint. */
        Map<String, Double> state();

        /** Goes on from a {@link #state}; what is missing there is as at the beginning. */
        void restore(Map<String, Double> state);
    }

    /**
     * One look at the monitored value.
     *
     * @param step steps made
     * @param epoch of the last of them, the first is 1
     * @param stepsPerEpoch steps in it when it is over
     * @param value what is monitored
     * @param higherIsBetter whether it is to be high
     * @param better whether it is the best so far, by more than the smallest improvement that counts, and better than the baseline
     * @param best what it has to beat, for messages: {@code 0.97 of step 500}, {@code the baseline 0.9}
     */
    record Look(
            long step,
            int epoch,
            int stepsPerEpoch,
            double value,
            boolean higherIsBetter,
            boolean better,
            String best) {}
}

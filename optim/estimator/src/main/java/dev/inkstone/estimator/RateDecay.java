package dev.inkstone.estimator;

import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Schedules;

/** How the learning rate changes from the first to the last step of all epochs. */
public enum RateDecay {
    /** Not at all. */
    CONSTANT,
    /** To 0 along a line. */
    LINEAR,
    /** To 0 along half a cosine. */
    COSINE,
    /** Up to the learning rate and down to almost 0, see {@link Schedules#oneCycle}. */
    ONE_CYCLE;

    Schedule schedule(double rate, long steps) {
        return switch (this) {
            case CONSTANT -> Schedules.constant(rate);
            case LINEAR -> Schedules.polynomial(rate, 0, steps, 1);
            case COSINE -> Schedules.cosine(rate, steps);
            case ONE_CYCLE -> Schedules.oneCycle(rate, steps);
        };
    }
}

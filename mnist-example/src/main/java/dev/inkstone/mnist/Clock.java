package dev.inkstone.mnist;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** Seconds since the user started the program. */
final class Clock implements Callback {
    private final long started = Relaunch.started();
    private @Nullable Double firstStep;

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.StepEnded && firstStep == null) {
            firstStep = seconds();
        }
    }

    /** Until now. */
    double seconds() {
        return (System.currentTimeMillis() - started) / 1e3;
    }

    /** Until the first step was made; null if there was none. */
    @Nullable Double firstStep() {
        return firstStep;
    }
}

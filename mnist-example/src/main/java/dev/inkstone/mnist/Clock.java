package dev.inkstone.mnist;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Resumable;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Seconds since the user started the program, and those of a run that has been going on for longer. */
final class Clock implements Callback, Resumable {
    private final long started = Relaunch.started();
    private double before;
    private @Nullable Double firstStep;

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.StepEnded && firstStep == null) {
            firstStep = sinceStart();
        }
    }

    private double sinceStart() {
        return (System.currentTimeMillis() - started) / 1e3;
    }

    /** Until now, and in the earlier processes of the run until their last checkpoint. */
    double seconds() {
        return before + sinceStart();
    }

    /** Since the program was started, until the first step was made; null if there was none. */
    @Nullable Double firstStep() {
        return firstStep;
    }

    @Override
    public String key() {
        return "clock";
    }

    @Override
    public Map<String, Double> state() {
        return Map.of("seconds", seconds());
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        before = state.getOrDefault("seconds", 0.0);
    }
}

package dev.inkstone.checkpoint;

import dev.inkstone.training.Monitor;
import dev.inkstone.training.Monitoring;
import dev.inkstone.training.Resumable;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Saves the model whenever a value is better than ever before, and its weights are numbers. A resumed run remembers how good that was. */
final class KeepBest implements Monitoring, Resumable {
    private final Saver saver;
    private final Monitor monitor;
    private double best = Double.NaN;

    KeepBest(Saver saver, Monitor monitor) {
        this.saver = saver;
        this.monitor = monitor;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        Double value = monitor.valueIn(event);
        if (value == null
                || !monitor.better(value, best, 0, trainer)
                || !trainer.model().parameters().areFinite()) {
            return;
        }
        try {
            saver.saveBest(trainer.model(), monitor.name(), value, event.step());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        best = value;
    }

    @Override
    public Monitor monitor() {
        return monitor;
    }

    @Override
    public String key() {
        return "keep_best/" + monitor.name();
    }

    @Override
    public Map<String, Double> state() {
        return Map.of("best", best);
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        best = state.getOrDefault("best", Double.NaN);
    }
}

package dev.inkstone.checkpoint;

import dev.inkstone.training.Monitor;
import dev.inkstone.training.Monitoring;
import dev.inkstone.training.Resumable;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Saves the model whenever a value is better than ever before, or one of the best, and its weights are numbers. A resumed run
 * remembers how good they were.
 *
 * <p>Best models that are not among those remembered (of later steps, where a run goes on from an earlier checkpoint, or of a run
 * before) are deleted when the next one is saved.
 */
final class KeepBest implements Monitoring, Resumable {
    private final Saver saver;
    private final CheckpointFolder folder;
    private final Monitor monitor;
    private final int models;
    private final List<Kept> kept = new ArrayList<>(); // the best first

    KeepBest(Saver saver, CheckpointFolder folder, Monitor monitor, int models) {
        this.saver = saver;
        this.folder = folder;
        this.monitor = monitor;
        this.models = models;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted && event.step() == 0) {
            kept.clear(); // a new run
        }
        Double value = monitor.valueIn(event);
        if (value != null && !value.isNaN()) {
            look(new Kept(event.step(), value), trainer);
        }
    }

    private void look(Kept now, Trainer trainer) {
        int rank = 0;
        while (rank < kept.size() && !monitor.better(now.value, kept.get(rank).value, 0, trainer)) {
            rank++;
        }
        if (rank == models || !trainer.model().parameters().areFinite()) {
            return;
        }
        try {
            save(now, rank == 0, trainer);
            kept.add(rank, now);
            if (kept.size() > models) {
                kept.remove(models);
            }
            folder.keepBest(
                    models == 1 ? List.of() : kept.stream().map(Kept::step).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save(Kept now, boolean best, Trainer trainer) throws IOException {
        boolean higher = monitor.better(1, 0, 0, trainer);
        Safetensors.Builder file = saver.best(trainer.model(), monitor.name(), higher, now.value, now.step);
        if (models > 1) {
            file.write(folder.best(now.step));
        }
        if (best) {
            file.write(folder.best());
        }
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
        Map<String, Double> state = new LinkedHashMap<>();
        state.put("best", kept.isEmpty() ? Double.NaN : kept.get(0).value);
        for (int rank = 0; models > 1 && rank < kept.size(); rank++) {
            state.put("step/" + rank, (double) kept.get(rank).step);
            state.put("value/" + rank, kept.get(rank).value);
        }
        return state;
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        kept.clear();
        for (int rank = 0; rank < models; rank++) {
            Double step = state.get("step/" + rank);
            Double value = state.get("value/" + rank);
            if (step != null && value != null) {
                kept.add(new Kept(step.longValue(), value));
            }
        }
        double best = state.getOrDefault("best", Double.NaN);
        if (kept.isEmpty() && !Double.isNaN(best)) {
            kept.add(new Kept(0, best)); // one was to be kept: of which step does not matter
        }
    }

    /** What a saved model is worth. */
    private record Kept(long step, double value) {}
}

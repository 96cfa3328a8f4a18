package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The callbacks of a trainer, and what those with a memory remember. */
final class Listeners {
    private final List<Callback> callbacks;
    private final Map<String, Resumable> resumables = new LinkedHashMap<>();

    Listeners(List<Callback> callbacks) {
        this.callbacks = callbacks;
        for (Callback callback : callbacks) {
            if (callback instanceof Resumable resumable) {
                resumables.put(resumable.key(), resumable);
            }
        }
    }

    /** Fails if one monitors what will not be told. */
    void check(List<Metric> metrics, boolean validates) {
        for (Callback callback : callbacks) {
            if (callback instanceof Monitoring monitoring) {
                monitoring.monitor().check(callback.getClass().getSimpleName(), metrics, validates);
            }
        }
    }

    void tell(TrainingEvent event, Trainer trainer) {
        for (Callback callback : callbacks) {
            callback.on(event, trainer);
        }
    }

    void tell(Gradients gradients, Trainer trainer) {
        for (Callback callback : callbacks) {
            if (callback instanceof GradientCallback looking) {
                looking.onGradients(gradients, trainer);
            }
        }
    }

    /** Runs {@code action} with the weights of a {@link WeightAverage} in the model, if there is one. */
    void withAveragedWeights(Model model, Runnable action) {
        for (Callback callback : callbacks) {
            if (callback instanceof WeightAverage average && average.steps() > 0) {
                average.applied(model, () -> {
                    action.run();
                    return average;
                });
                return;
            }
        }
        action.run();
    }

    /** What they remember as numbers, by their keys. */
    Map<String, Map<String, Double>> states() {
        Map<String, Map<String, Double>> states = new LinkedHashMap<>();
        resumables.forEach((key, resumable) -> states.put(key, resumable.state()));
        return states;
    }

    /** What they remember as arrays, by {@code <key>/<name>}. */
    Map<String, float[]> arrays() {
        Map<String, float[]> arrays = new LinkedHashMap<>();
        resumables.forEach(
                (key, resumable) -> resumable.arrays().forEach((name, array) -> arrays.put(key + "/" + name, array)));
        return arrays;
    }

    /** Restores all of them or, if one refuses, none. */
    void restore(Map<String, Map<String, Double>> states, Map<String, float[]> arrays) {
        List<Runnable> undo = new ArrayList<>();
        try {
            resumables.forEach((key, resumable) -> {
                Map<String, Double> state = resumable.state();
                Map<String, float[]> own = resumable.arrays();
                undo.add(() -> resumable.restore(state, own));
                resumable.restore(states.getOrDefault(key, Map.of()), below(key + "/", arrays));
            });
        } catch (RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
    }

    private static Map<String, float[]> below(String prefix, Map<String, float[]> arrays) {
        Map<String, float[]> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array);
            }
        });
        return found;
    }
}

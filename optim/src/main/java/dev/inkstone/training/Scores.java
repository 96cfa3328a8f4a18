package dev.inkstone.training;

import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Tally;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tally of each metric. */
final class Scores {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    Scores(List<Metric> metrics) {
        metrics.forEach(metric -> tallies.put(metric.name(), metric.tally()));
    }

    static Scores of(List<Metric> metrics, Tensor prediction, Targets targets) {
        Scores scores = new Scores(metrics);
        scores.tallies.values().forEach(tally -> tally.add(prediction, targets));
        return scores;
    }

    void add(Scores other) {
        tallies.forEach((name, tally) -> tally.add(other.tally(name)));
    }

    private Tally tally(String name) {
        Tally tally = tallies.get(name);
        if (tally == null) {
            throw new IllegalStateException("trainer: no metric '" + name + "', expected one of " + tallies.keySet());
        }
        return tally;
    }

    /** The metrics by their names, in their order. */
    Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> values.put(name, tally.value()));
        return values;
    }

    Map<String, List<Double>> state() {
        Map<String, List<Double>> state = new LinkedHashMap<>();
        tallies.forEach((name, tally) ->
                state.put(name, Arrays.stream(tally.state()).boxed().toList()));
        return state;
    }

    void restore(Map<String, List<Double>> state) {
        state.forEach((name, saved) -> tally(name)
                .restore(saved.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}

package dev.inkstone.mnist;

import dev.inkstone.data.Dataset;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.Resumable;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.WeightAverage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The accuracy on the test images after each epoch: for reports only, nothing is decided by it, and no timing contains it. */
final class TestAccuracy implements Callback, Resumable {
    private final Dataset test;
    private final @Nullable WeightAverage average;
    private final Map<String, Double> byEpoch = new TreeMap<>();

    /** With the average of the weights, or if that is null with the weights themselves. */
    TestAccuracy(Dataset test, @Nullable WeightAverage average) {
        this.test = test;
        this.average = average;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.EpochEnded ended) {
            Evaluation now = average == null
                    ? trainer.evaluate(test)
                    : average.applied(trainer.model(), () -> trainer.evaluate(test));
            byEpoch.put(Integer.toString(ended.epoch()), now.value("accuracy"));
        }
    }

    /** After a finished epoch; the first is 1. Null if there was no such epoch. */
    @Nullable Double after(int epoch) {
        return byEpoch.get(Integer.toString(epoch));
    }

    @Override
    public String key() {
        return "test_accuracy";
    }

    @Override
    public Map<String, Double> state() {
        return Map.copyOf(byEpoch);
    }

    @Override
    public void restore(Map<String, Double> state, Map<String, float[]> arrays) {
        byEpoch.clear();
        byEpoch.putAll(state);
    }
}

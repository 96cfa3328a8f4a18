package dev.inkstone.conformance;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.BatchNorm;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batch norm; the running variance is the biased one. */
final class BatchNormCases {
    private BatchNormCases() {}

    static Map<String, float[]> training(Case c) {
        c.require("update_rule", "running = momentum * running + (1 - momentum) * batch");
        float momentum = (float) c.number("momentum");
        Map<String, float[]> results = new LinkedHashMap<>();
        try (Tape tape = Tape.record(Position.START)) {
            run(c, tape, "initial_running_mean", "initial_running_variance", momentum, results);
        }
        results.put("running_mean", running(c.tensor("initial_running_mean"), momentum, results.get("batch_mean")));
        results.put(
                "running_variance_biased",
                running(c.tensor("initial_running_variance"), momentum, results.get("batch_variance")));
        return results;
    }

    static Map<String, float[]> inference(Case c) {
        Map<String, float[]> results = new LinkedHashMap<>();
        try (Tape tape = Tape.recordInference()) {
            run(c, tape, "running_mean", "running_variance", 0.9f, results);
        }
        return results;
    }

    private static void run(
            Case c, Tape tape, String mean, String variance, float momentum, Map<String, float[]> results) {
        Parameters parameters = new Parameters();
        State runningMean = parameters.declareState("mean", c.tensor(mean).shape());
        State runningVariance =
                parameters.declareState("variance", c.tensor(variance).shape());
        parameters.allocate();
        set(runningMean, c.tensor(mean));
        set(runningVariance, c.tensor(variance));
        BatchNorm.Statistics statistics =
                new BatchNorm.Statistics(runningMean, runningVariance, momentum, (float) c.number("epsilon"));
        Differentiated.run(
                c,
                tape,
                List.of("input", "gamma", "beta"),
                (t, in) -> BatchNorm.batchNorm(
                        t, in.get("input"), in.get("gamma"), in.get("beta"), statistics, Activation.LINEAR),
                results);
    }

    private static void set(State state, Tensor value) {
        System.arraycopy(
                value.toArray(), 0, state.value().array(), state.value().offset(), value.size());
    }

    private static float[] running(Tensor before, float momentum, float[] batch) {
        float[] after = before.toArray();
        for (int i = 0; i < after.length; i++) {
            after[i] = momentum * after[i] + (1 - momentum) * batch[i];
        }
        return after;
    }
}

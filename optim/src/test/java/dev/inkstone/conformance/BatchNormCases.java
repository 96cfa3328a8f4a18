package dev.inkstone.conformance;

import static dev.inkstone.layers.Layers.batchNorm;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.BatchNorm;
import dev.inkstone.optim.Sgd;
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
        step(c, momentum, results);
        return results;
    }

    /** What a step of an optimizer leaves as the running statistics of a layer. */
    private static void step(Case c, float momentum, Map<String, float[]> results) {
        Tensor x = c.tensor("input");
        Model model = Model.build(
                x.shape().dropFirst(), 1, batchNorm().momentum(momentum).epsilon(c.number("epsilon")));
        State mean = model.parameters().state("bn1/running_mean");
        State variance = model.parameters().state("bn1/running_variance");
        set(mean, c.tensor("initial_running_mean"));
        set(variance, c.tensor("initial_running_variance"));
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = model.forward(x, tape);
            Sgd.withLearningRate(0.1).step(model, tape.gradients(y, c.tensor("grad_output")));
        }
        results.put("running_mean", mean.value().toArray());
        results.put("running_variance_biased", variance.value().toArray());
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
}

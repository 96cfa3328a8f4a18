package dev.inkstone.conformance;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs an op forward, and backward from {@code grad_output}. */
final class Differentiated {
    private Differentiated() {}

    /** An op of the inputs listed. */
    interface Op {
        Tensor apply(Tape tape, Map<String, Tensor> inputs);
    }

    static Map<String, float[]> run(Case c, List<String> inputs, Op op) {
        try (Tape tape = Tape.record(Position.START)) {
            return run(c, tape, inputs, op, new LinkedHashMap<>());
        }
    }

    /** {@code output} and {@code grad_X} for each input X that the case has; returns {@code results}. */
    static Map<String, float[]> run(Case c, Tape tape, List<String> inputs, Op op, Map<String, float[]> results) {
        Map<String, Tensor> watched = new LinkedHashMap<>();
        for (String input : inputs) {
            if (c.has(input)) {
                watched.put(input, tape.watch(c.tensor(input)));
            }
        }
        Tensor output = op.apply(tape, watched);
        results.put("output", output.toArray());
        Gradients gradients = tape.gradients(output, c.tensor("grad_output"));
        watched.forEach((name, tensor) ->
                results.put("grad_" + name, gradients.of(tensor).toArray()));
        gradients
                .stateUpdates()
                .forEach(u -> results.put("batch_" + u.state().name(), u.batch().toArray()));
        return results;
    }
}

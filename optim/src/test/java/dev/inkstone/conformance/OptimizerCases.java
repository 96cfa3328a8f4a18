package dev.inkstone.conformance;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Optimizers on a model that is one parameter, stepped with the gradients given. */
final class OptimizerCases {
    private OptimizerCases() {}

    static Map<String, float[]> sgd(Case c) {
        c.require("weight_decay", 0);
        return run(c, Sgd.withLearningRate(c.number("learning_rate")), Map.of());
    }

    static Map<String, float[]> momentum(Case c) {
        c.require("weight_decay", 0);
        Sgd sgd = Sgd.withLearningRate(c.number("learning_rate")).momentum(c.number("momentum"));
        return run(c, sgd, Map.of("momentum", "final_velocity"));
    }

    static Map<String, float[]> nesterov(Case c) {
        Sgd sgd = Sgd.withLearningRate(c.number("learning_rate"))
                .momentum(c.number("momentum"))
                .nesterov();
        return run(c, sgd, Map.of("momentum", "final_velocity"));
    }

    static Map<String, float[]> adam(Case c) {
        c.require("weight_decay", 0);
        return run(c, adamOf(c), Map.of("m", "final_m", "v", "final_v"));
    }

    static Adam adamOf(Case c) {
        c.require("epsilon_mode", "outside");
        return Adam.withLearningRate(c.number("learning_rate"))
                .beta1(c.number("beta1"))
                .beta2(c.number("beta2"))
                .epsilon(c.number("epsilon"));
    }

    private static Map<String, float[]> run(Case c, Optimizer optimizer, Map<String, String> slots) {
        Tensor initial = c.tensor("initial_parameters");
        Model model = Model.build(initial.shape(), 0, new Single(initial.shape()));
        Parameter parameter = model.parameters().list().get(0);
        System.arraycopy(initial.toArray(), 0, model.parameters().values(), 0, initial.size());
        Tensor gradients = c.tensor("gradients");
        int steps = gradients.shape().dim(0);
        float[] trace = new float[gradients.size()];
        for (int step = 0; step < steps; step++) {
            try (Tape tape = Tape.record(Position.START.at(0, step))) {
                Tensor gradient = gradients.rows(step, step + 1).reshape(initial.shape());
                optimizer.step(model, tape.gradients(tape.use(parameter), gradient));
            }
            System.arraycopy(model.parameters().values(), 0, trace, step * initial.size(), initial.size());
        }
        Map<String, float[]> results = new LinkedHashMap<>();
        results.put("parameters", trace);
        slots.forEach(
                (slot, name) -> results.put(name, optimizer.state().slots().get(slot)));
        return results;
    }

    /** A layer that is a parameter. */
    private record Single(Shape shape) implements LayerSpec {
        @Override
        public String kind() {
            return "single";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            Parameter parameter = context.parameter("value", shape, Initializers.zeros());
            return Layer.of(input, (x, tape) -> tape.use(parameter));
        }
    }
}

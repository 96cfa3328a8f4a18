package dev.inkstone.conformance;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Adagrad;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.EpsilonMode;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.RmsProp;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Optimizers on a model that is one parameter, stepped with the gradients given. */
final class OptimizerCases {
    private OptimizerCases() {}

    static Map<String, float[]> sgd(Case c) {
        Sgd sgd = Sgd.withLearningRate(c.number("learning_rate"));
        return run(c, sgd.weightDecay(c.number("weight_decay")), Map.of());
    }

    static Map<String, float[]> momentum(Case c) {
        Sgd sgd = Sgd.withLearningRate(c.number("learning_rate"))
                .momentum(c.number("momentum"))
                .weightDecay(c.number("weight_decay"));
        return run(c, sgd, Map.of("momentum", "final_velocity"));
    }

    static Map<String, float[]> nesterov(Case c) {
        Sgd sgd = Sgd.withLearningRate(c.number("learning_rate"))
                .momentum(c.number("momentum"))
                .nesterov();
        return run(c, sgd, Map.of("momentum", "final_velocity"));
    }

    static Map<String, float[]> adam(Case c) {
        Adam adam = adamOf(c).weightDecay(c.number("weight_decay"));
        return run(c, adam, Map.of("m", "final_m", "v", "final_v"));
    }

    static Adam adamOf(Case c) {
        return Adam.withLearningRate(c.number("learning_rate"))
                .beta1(c.number("beta1"))
                .beta2(c.number("beta2"))
                .epsilon(c.number("epsilon"))
                .epsilonMode(mode(c));
    }

    static Map<String, float[]> adamW(Case c) {
        AdamW adam = AdamW.withLearningRate(c.number("learning_rate"))
                .beta1(c.number("beta1"))
                .beta2(c.number("beta2"))
                .epsilon(c.number("epsilon"))
                .epsilonMode(mode(c))
                .weightDecay(c.number("weight_decay"));
        return run(c, adam, Map.of("m", "final_m", "v", "final_v"));
    }

    static Map<String, float[]> rmsProp(Case c) {
        c.require("centered", 0, 1);
        RmsProp plain = RmsProp.withLearningRate(c.number("learning_rate"))
                .rho(c.number("rho"))
                .epsilon(c.number("epsilon"))
                .epsilonMode(mode(c))
                .momentum(c.number("momentum"));
        return run(c, c.integer("centered") == 1 ? plain.centered() : plain, Map.of("v", "final_v"));
    }

    static Map<String, float[]> adagrad(Case c) {
        Adagrad adagrad = Adagrad.withLearningRate(c.number("learning_rate"))
                .initialAccumulator(c.number("initial_accumulator"))
                .epsilon(c.number("epsilon"))
                .epsilonMode(mode(c));
        return run(c, adagrad, Map.of("accumulator", "final_accumulator"));
    }

    private static EpsilonMode mode(Case c) {
        c.require("epsilon_mode", "outside", "inside", "uncorrected");
        return EpsilonMode.valueOf(c.text("epsilon_mode").toUpperCase(Locale.ROOT));
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

package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.Targets;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a step again, to find where the first value arose that is not finite: in the inputs, in the weights before the step, in
 * the outputs of a layer, in the loss, or in the gradients on the way back.
 */
final class NonFinite {
    private static final String RATE = "lower the learning rate, or clip the gradients with clipGlobalNorm(1)";

    private final Model model;
    private final Anatomy anatomy;
    private final Loss loss;

    /** Where, what and which cure. */
    record Origin(String place, String finding, String cure) {}

    NonFinite(Model model, Anatomy anatomy, Loss loss) {
        this.model = model;
        this.anatomy = anatomy;
        this.loss = loss;
    }

    /** As the training step at {@code position} computed it, in so many shards. */
    @Nullable Origin inTraining(Tensor inputs, Targets targets, Position position, int shards) {
        Origin known = before(inputs);
        int size = targets.size();
        for (int i = 0; i < shards && known == null; i++) {
            int from = (int) ((long) size * i / shards);
            int to = (int) ((long) size * (i + 1) / shards);
            try (Tape tape = Tape.record(position.shard(from, position.globalBatch()))) {
                known = on(tape, inputs.rows(from, to), targets.rows(from, to));
            }
        }
        return known;
    }

    /** As an evaluation computed it. */
    @Nullable Origin inValidation(Tensor inputs, Targets targets) {
        Origin known = before(inputs);
        if (known == null) {
            try (Tape tape = Tape.recordInference()) {
                known = on(tape, inputs, targets);
            }
        }
        return known;
    }

    private @Nullable Origin before(Tensor inputs) {
        for (Parameter parameter : model.parameters().list()) {
            Values values = Values.of(parameter.value());
            if (!values.areFinite()) {
                return stored(Anatomy.ownerOf(parameter), parameter.name(), values);
            }
        }
        for (State state : model.parameters().stateList()) {
            Values values = Values.of(state.value());
            if (!values.areFinite()) {
                return stored(
                        state.name().substring(0, Math.max(0, state.name().lastIndexOf('/'))), state.name(), values);
            }
        }
        int each = inputs.size() / inputs.shape().dim(0);
        for (int i = 0; i < inputs.shape().dim(0); i++) {
            Values values = Values.of(inputs.array(), inputs.offset() + i * each, each, 1);
            if (!values.areFinite()) {
                return new Origin(
                        "input",
                        values.notFinite() + " of " + each + " values of example " + i
                                + " of the batch are NaN or infinite, expected finite numbers",
                        "repair the data: fill missing values, or filter such examples out");
            }
        }
        return null;
    }

    private static Origin stored(String place, String name, Values values) {
        return new Origin(
                place,
                values.notFinite() + " of " + values.count() + " values of " + name
                        + " were NaN or infinite before the step, expected finite numbers",
                "restore an earlier checkpoint, or build the model anew; " + RATE);
    }

    private @Nullable Origin on(Tape tape, Tensor inputs, Targets targets) {
        List<Examination.Seen> layers = new ArrayList<>();
        tape.observe((path, input, output) -> {
            if (anatomy.isLeaf(path)) {
                layers.add(new Examination.Seen(path, input, tape.watch(output)));
            }
        });
        Tensor prediction = model.forward(inputs, tape);
        Origin forward = forward(layers, prediction);
        if (forward != null) {
            return forward;
        }
        Tensor data = loss.of(prediction, targets);
        Tensor all = model.penalized(data, tape);
        if (!Float.isFinite(all.item())) {
            boolean penalty = Float.isFinite(data.item());
            return new Origin(
                    penalty ? "penalties" : "loss",
                    "is " + Values.kind(all.item()) + " though the outputs of the model are finite, "
                            + Values.of(prediction) + ", expected a finite number",
                    penalty ? RATE : "keep logarithms and divisions of the loss away from 0; " + RATE);
        }
        return backward(layers, tape.gradients(all));
    }

    private static @Nullable Origin forward(List<Examination.Seen> layers, Tensor prediction) {
        for (Examination.Seen layer : layers) {
            Values output = Values.of(layer.output());
            Values input = Values.of(layer.input());
            if (!output.areFinite() && input.areFinite()) {
                return new Origin(
                        layer.path(),
                        "forward: " + output.notFinite() + " of " + output.count()
                                + " values of its output are NaN or infinite, though its input is finite, " + input
                                + ", and its weights are, expected finite numbers",
                        RATE + ", or scale the input");
            }
        }
        return Values.of(prediction).areFinite()
                ? null
                : new Origin("model", "forward: its output is NaN or infinite, expected finite numbers", RATE);
    }

    /** From the loss on: the first layer on the way back that gets a finite gradient and gives one that is not. */
    private @Nullable Origin backward(List<Examination.Seen> layers, Gradients gradients) {
        String behind = "loss";
        for (int i = layers.size() - 1; i >= 0; i--) {
            Examination.Seen layer = layers.get(i);
            Values back = ofWatched(gradients, layer.output());
            if (back != null && !back.areFinite()) {
                return backward(behind, "the gradient that it passes on to " + layer.path(), back);
            }
            for (Parameter parameter : anatomy.parametersOf(layer.path())) {
                Values own = Values.of(gradients.of(parameter));
                if (!own.areFinite()) {
                    return backward(layer.path(), "the gradient of " + parameter.name(), own);
                }
            }
            behind = layer.path();
        }
        return null;
    }

    private static Origin backward(String place, String what, Values values) {
        return new Origin(
                place,
                "backward: " + values.notFinite() + " of " + values.count() + " values of " + what
                        + " are NaN or infinite, though the loss is finite, expected finite numbers",
                RATE + "; keep square roots, logarithms and divisions away from 0");
    }

    private static @Nullable Values ofWatched(Gradients gradients, Tensor output) {
        try {
            return Values.of(gradients.of(output));
        } catch (IllegalArgumentException e) {
            return null; // the loss does not depend on it
        }
    }
}

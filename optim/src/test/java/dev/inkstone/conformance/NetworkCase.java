package dev.inkstone.conformance;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Losses;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;

/**
 * Twenty training steps of a small network. Demanded are the {@code strict} tolerances, which assume accurate batch-norm
 * statistics; the running variance is the biased one.
 */
final class NetworkCase {
    private final Case c;
    private final Model model;
    private final Comparison comparison;

    private NetworkCase(Case c, Comparison comparison) {
        this.c = c;
        this.comparison = comparison;
        this.model = Model.build(Shape.of(28, 28, 1), 0, NetworkText.layers(c));
        for (String name : c.tensors().keySet()) {
            if (name.startsWith("initial.")) {
                float[] values = c.tensor(name).toArray();
                Tensor target = tensor(name.substring("initial.".length()));
                System.arraycopy(values, 0, target.array(), target.offset(), target.size());
            }
        }
    }

    static void run(Case c, Comparison comparison) throws IOException {
        c.require("optimizer", "adam", "sgd");
        new NetworkCase(c, comparison).train(Vectors.read(c.folder().resolve(c.text("batch_file"))));
    }

    private void train(Vectors batches) {
        int steps = c.integer("steps");
        int size = c.integer("batch_size");
        Vectors.Values pixels = batches.get("images");
        float[] images = pixels.floats();
        int[] labels = batches.get("labels").ints();
        int image = images.length / (pixels.shape()[0] * pixels.shape()[1]);
        Optimizer optimizer = c.text("optimizer").equals("sgd")
                ? Sgd.withLearningRate(c.number("learning_rate"))
                : OptimizerCases.adamOf(c);
        for (int step = 0; step < steps; step++) {
            Tensor x = Tensor.wrap(images, step * size * image, Shape.of(size, 28, 28, 1));
            step(step, x, IntTensor.wrap(labels, step * size, Shape.of(size)), optimizer);
        }
        comparison.compared(c, "losses");
        forEach("final.", this::compareFinal);
    }

    private void step(int step, Tensor x, IntTensor labels, Optimizer optimizer) {
        try (Tape tape = Tape.record(Position.START.at(0, step))) {
            Tensor logits = model.forward(x, tape);
            Tensor loss = Losses.softmaxCrossEntropy().of(logits, labels);
            Gradients gradients = tape.gradients(loss);
            comparison.number(
                    c,
                    "loss of step " + step,
                    loss.item(),
                    c.vectors().get("losses").numbers()[step],
                    c.vectors().get("loss_tolerance_strict").numbers()[step]);
            if (step == 0) {
                compare("first_logits", logits.toArray());
                forEach(
                        "first_gradient.",
                        name -> compare("first_gradient." + name, sampled(name, gradient(name, gradients))));
            }
            optimizer.step(model, gradients);
        }
        if (step == 0) {
            forEach(
                    "first_state.",
                    name -> compare("first_state." + name, tensor(name).toArray()));
        }
    }

    private void compare(String name, float[] actual) {
        comparison.compare(c, name, actual, c.vectors().get(name).numbers(), null);
    }

    private void compareFinal(String name) {
        String full = "final." + name;
        float[] whole = tensor(name).toArray();
        float[] actual = sampled(name, whole);
        double[] expected = c.vectors().get(full).numbers();
        double rms = c.number(full, "rms_tolerance_strict");
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            comparison.number(c, full + "[" + i + "]", actual[i], expected[i], c.number(full, "max_tolerance_strict"));
            squares += (actual[i] - expected[i]) * (actual[i] - expected[i]);
        }
        comparison.number(c, full + " root mean square difference", Math.sqrt(squares / expected.length), 0, rms);
        double norm = 0;
        for (float v : whole) {
            norm += (double) v * v;
        }
        comparison.number(c, full + " norm", Math.sqrt(norm), c.number(full, "l2_norm"), rms * Math.sqrt(whole.length));
        comparison.compared(c, full);
    }

    private void forEach(String prefix, java.util.function.Consumer<String> action) {
        c.tensors().keySet().stream()
                .filter(name -> name.startsWith(prefix) && !name.endsWith("variance_unbiased"))
                .map(name -> name.substring(prefix.length()))
                .forEach(action);
    }

    private float[] gradient(String name, Gradients gradients) {
        return gradients.of(model.parameter(path(name))).toArray();
    }

    private Tensor tensor(String name) {
        String path = path(name);
        return path.contains("/running_")
                ? model.parameters().state(path).value()
                : model.parameter(path).value();
    }

    /** The elements that the case gives of a large tensor. */
    private float[] sampled(String name, float[] whole) {
        String index = "sample_index." + name;
        if (!c.has(index)) {
            return whole;
        }
        int[] places = c.vectors().get(index).ints();
        float[] chosen = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            chosen[i] = whole[places[i]];
        }
        return chosen;
    }

    /** {@code conv1.weight} is our {@code conv1/kernel}. */
    private static String path(String name) {
        return name.replace('.', '/')
                .replace("/weight", "/kernel")
                .replace("running_variance_biased", "running_variance");
    }
}

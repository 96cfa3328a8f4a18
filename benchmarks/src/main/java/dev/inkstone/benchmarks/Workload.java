package dev.inkstone.benchmarks;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.losses.Loss;
import dev.inkstone.mnist.Networks;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** A network for digits and one batch of noise to train it on. */
final class Workload {
    private final Model model;
    private final Optimizer optimizer;
    private final Loss loss = softmaxCrossEntropy();
    private final Tensor images;
    private final IntTensor labels;
    private long step;

    /** Draws the images, which have 28 × 28 pixels. */
    Workload(Sequential layers, Optimizer optimizer, int batch) {
        this.model = Model.build(Shape.of(28, 28, 1), 42L, layers);
        this.optimizer = optimizer;
        this.images = Tensor.wrap(Operands.uniform(batch * 784, 1), 0, Shape.of(batch, 28, 28, 1));
        RandomStream random = RandomStream.of(1L, "digits");
        int[] classes = new int[batch];
        Arrays.setAll(classes, i -> random.below(i, 10));
        this.labels = IntTensor.of(classes);
    }

    /** A network of the MNIST example with its optimizer. */
    static Workload of(String network, int batch) {
        return new Workload(Networks.named(network), Networks.optimizer(network), batch);
    }

    /** Forward, backward and update; returns the loss. */
    float train() {
        try (Tape tape = tape()) {
            Tensor value = loss.of(model.forward(images, tape), labels);
            optimizer.step(model, tape.gradients(value));
            return value.item();
        }
    }

    /** The logits of the batch. */
    Tensor predict() {
        return model.predict(images);
    }

    /** A tape for the next step. */
    Tape tape() {
        return Tape.record(new Position(42L, step++, 0, batch()));
    }

    Model model() {
        return model;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    Loss loss() {
        return loss;
    }

    Tensor images() {
        return images;
    }

    IntTensor labels() {
        return labels;
    }

    int batch() {
        return images.shape().dim(0);
    }
}

package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Tensor;

/** The network of a model with other, random weights: what holds for many of them holds because of how it is built. */
final class OtherWeights {
    private static final int TRIES = 24;

    /** As many tries with finite outputs are enough: one of two outputs is negative in half of them, if nothing forbids it. */
    private static final int ENOUGH = 12;

    private static final int EXAMPLES = 8;

    private final Model network;
    private final Tensor inputs;

    OtherWeights(Model model, Tensor inputs) {
        this.network = Model.build(model.inputShape(), 0, model.spec());
        this.inputs = inputs.rows(0, Math.min(EXAMPLES, inputs.shape().dim(0)));
    }

    /** What the outputs always look like. */
    Squash squash() {
        Squash widest = Squash.SOFTMAX;
        double size = 1;
        int finite = 0;
        for (int i = 0; i < TRIES && finite < ENOUGH && widest != Squash.NONE; i++) {
            fill(i, size);
            try (Tape tape = Tape.recordInference()) {
                Tensor outputs = network.forward(inputs, tape);
                if (Values.of(outputs).areFinite()) {
                    finite++;
                    Squash now = Squash.of(outputs);
                    widest = now.compareTo(widest) > 0 ? now : widest;
                } else {
                    size /= 4;
                }
            }
        }
        return finite == ENOUGH ? widest : Squash.NONE;
    }

    /** Biases and the factors of norms get a deviation of 1, weights one that keeps that of their inputs. */
    private void fill(int attempt, double size) {
        for (Parameter parameter : network.parameters().list()) {
            RandomStream random = RandomStream.of(attempt, parameter.name());
            Tensor value = parameter.value();
            boolean weights = parameter.isKernel();
            double inputsOfAUnit =
                    weights ? (double) value.size() / parameter.shape().dim(-1) : 1;
            double deviation = weights ? size * Math.sqrt(2 / Math.max(1, inputsOfAUnit)) : 1;
            for (int i = 0; i < value.size(); i++) {
                value.array()[value.offset() + i] = (float) (deviation * random.gaussian(i));
            }
        }
    }
}

package dev.inkstone.peers.inkstone;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.EpsilonMode;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Sgd;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Task;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;

/** A training loop as README shows it. */
final class Training implements Task {
    private final Model model;
    private final Examples examples;
    private final int batch;
    private final Optimizer optimizer;
    private final Loss loss = softmaxCrossEntropy();
    private double last;

    Training(Network network, Model model, Examples examples) {
        this.model = model;
        this.examples = examples;
        this.batch = network.batch();
        this.optimizer = switch (network.rule()) {
            case SGD -> Sgd.withLearningRate(network.learningRate());
            // Epsilon where TensorFlow's fused operation and DJL have it, so that all compute the same formula.
            case ADAM -> Adam.withLearningRate(network.learningRate()).epsilonMode(EpsilonMode.UNCORRECTED);
        };
    }

    @Override
    public void run(int turn) {
        try (Tape tape = Tape.record(new Position(42L, turn, 0, batch))) {
            Tensor value = loss.of(model.forward(examples.images(turn), tape), examples.labels(turn));
            optimizer.step(model, tape.gradients(value));
            last = value.item();
        }
    }

    @Override
    public double value() {
        return last;
    }
}

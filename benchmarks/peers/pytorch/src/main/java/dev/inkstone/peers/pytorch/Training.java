package dev.inkstone.peers.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Forward, backward, update. Each step takes new leaves over the memory of the weights: so gradients are handed over as they are,
 * where those of lasting leaves would be zeroed and added to, two more passes over all weights.
 */
final class Training implements Task {
    private final NDManager manager;
    private final List<NDArray> parameters = new ArrayList<>();
    private final List<Module> modules;
    private final Examples examples;
    private final Network network;
    private final Optimizer adam;
    private double last;

    Training(NDManager manager, Network network, Weights weights, Digits digits, int resident, Layout layout) {
        this.manager = manager;
        this.network = network;
        modules = network.assemble(new Modules(manager, weights, layout, parameters, true), new ArrayList<>());
        examples = new Examples(manager, digits, network.batch(), resident, layout);
        adam = Adam.builder()
                .optLearningRateTracker(Tracker.fixed(network.learningRate()))
                .build();
    }

    @Override
    public void run(int turn) {
        try (NDManager step = manager.newSubManager()) {
            NDList leaves = new NDList(parameters.size());
            for (NDArray parameter : parameters) {
                NDArray leaf = Examples.view(step, parameter);
                leaf.setRequiresGradient(true);
                leaves.add(leaf);
            }
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray logits = Modules.forward(modules, examples.images(step, turn), leaves);
                NDArray loss = logits.logSoftmax(-1)
                        .gather(examples.labels(step, turn), 1)
                        .neg()
                        .mean();
                collector.backward(loss);
                last = loss.getFloat();
            }
            for (int i = 0; i < leaves.size(); i++) {
                update(i, leaves.get(i).getGradient());
            }
        }
    }

    private void update(int index, NDArray gradient) {
        NDArray parameter = parameters.get(index);
        switch (network.rule()) {
            // DJL's own update copies the gradient and adds a decay of 0 first: twice the passes.
            case SGD -> parameter.subi(gradient.muli(network.learningRate()));
            case ADAM -> adam.update(Integer.toString(index), parameter, gradient);
        }
    }

    @Override
    public double value() {
        return last;
    }

    @Override
    public void close() {
        manager.close();
    }
}

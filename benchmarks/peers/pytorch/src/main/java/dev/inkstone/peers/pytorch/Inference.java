package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Task;
import dev.inkstone.peers.work.Weights;
import java.util.ArrayList;
import java.util.List;

/** Logits of batch after batch, without gradients: DJL switches these off outside of a gradient collector. */
final class Inference implements Task {
    private final NDManager manager;
    private final NDList parameters = new NDList();
    private final List<Module> modules;
    private final Examples examples;
    private float[] logits = {};

    Inference(NDManager manager, Network network, Weights weights, Digits digits, int batch, Layout layout) {
        this.manager = manager;
        modules = network.assemble(new Modules(manager, weights, layout, parameters, false), new ArrayList<>());
        examples = new Examples(manager, digits, batch, digits.batches(batch), layout);
    }

    @Override
    public void run(int turn) {
        try (NDManager step = manager.newSubManager()) {
            NDArray result = Modules.forward(modules, examples.images(step, turn), parameters);
            logits = result.toFloatArray();
        }
    }

    @Override
    public double value() {
        double sum = 0;
        for (float logit : logits) {
            sum += logit;
        }
        return sum;
    }

    @Override
    public void close() {
        manager.close();
    }
}

package dev.inkstone.peers.inkstone;

import dev.inkstone.layers.Model;
import dev.inkstone.peers.work.Task;
import dev.inkstone.tensor.Tensor;

/** Logits of batch after batch. */
final class Inference implements Task {
    private final Model model;
    private final Examples examples;
    private float[] logits = {};

    Inference(Model model, Examples examples) {
        this.model = model;
        this.examples = examples;
    }

    @Override
    public void run(int turn) {
        Tensor result = model.predict(examples.images(turn));
        logits = result.toArray();
    }

    @Override
    public double value() {
        double sum = 0;
        for (float logit : logits) {
            sum += logit;
        }
        return sum;
    }
}

package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Updates;
import dev.inkstone.layers.Model;
import java.util.List;

/**
 * Stochastic gradient descent: {@code w -= lr·g}, or with momentum {@code v = mu·v + g; w -= lr·v}, or with Nesterov's
 * look-ahead {@code w -= lr·(g + mu·v)}, as in PyTorch. One slot, {@code momentum}, where there is momentum.
 */
public final class Sgd implements Optimizer {
    private static final String MOMENTUM = "momentum";

    private final double learningRate;
    private final double momentum;
    private final boolean nesterov;
    private final Slots slots;

    private Sgd(double learningRate, double momentum, boolean nesterov) {
        this.learningRate = Slots.positive("sgd: learning rate", learningRate, "0.01 to 0.1 is a common start");
        this.momentum = Slots.share("sgd: momentum", momentum);
        this.nesterov = nesterov;
        this.slots = new Slots("sgd", momentum == 0 ? List.of() : List.of(MOMENTUM));
    }

    /**
     * Plain descent.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, 0, false);
    }

    /**
     * The same settings with this momentum, as a new optimizer; default 0.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Sgd momentum(double momentum) {
        return new Sgd(learningRate, momentum, nesterov);
    }

    /**
     * The same settings with Nesterov's look-ahead, as a new optimizer.
     *
     * @throws IllegalStateException if there is no momentum
     */
    public Sgd nesterov() {
        if (momentum == 0) {
            throw new IllegalStateException(
                    "sgd: nesterov() with momentum 0.0, expected momentum; call momentum(0.9) before");
        }
        return new Sgd(learningRate, momentum, true);
    }

    @Override
    public void step(Model model, Gradients gradients) {
        slots.begin(model, gradients);
        Updates updates = Kernels.active().updates();
        float[] w = model.parameters().values();
        float[] g = gradients.flat().array();
        int at = gradients.flat().offset();
        if (momentum == 0) {
            updates.sgd(w.length, w, 0, g, at, (float) learningRate);
        } else {
            float[] v = slots.get(MOMENTUM);
            updates.momentum(w.length, w, 0, v, 0, g, at, (float) learningRate, (float) momentum, nesterov);
        }
        slots.end(gradients);
    }

    @Override
    public double learningRate() {
        return learningRate;
    }

    @Override
    public OptimizerState state() {
        return slots.state();
    }

    @Override
    public void restore(OptimizerState state) {
        slots.restore(state);
    }

    /** The settings: equal texts, equal behaviour. */
    @Override
    public String toString() {
        return "sgd(learningRate=" + learningRate + ", momentum=" + momentum + ", nesterov=" + nesterov + ")";
    }
}

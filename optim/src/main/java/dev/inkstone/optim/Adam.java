package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.layers.Model;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015): {@code m = beta1·m + (1 − beta1)·g; v = beta2·v + (1 − beta2)·g²; w -= lr·m̂ / (√v̂ + epsilon)}
 * with {@code m̂ = m / (1 − beta1^t)}, {@code v̂ = v / (1 − beta2^t)}: epsilon stands outside the root and is added after the
 * bias correction, as in the paper and in PyTorch. Slots {@code m} and {@code v}.
 */
public final class Adam implements Optimizer {
    private final double learningRate;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final Slots slots = new Slots("adam", List.of("m", "v"));

    private Adam(double learningRate, double beta1, double beta2, double epsilon) {
        this.learningRate = Slots.positive("adam: learning rate", learningRate, "0.001 is a common start");
        this.beta1 = Slots.share("adam: beta1", beta1);
        this.beta2 = Slots.share("adam: beta2", beta2);
        this.epsilon = Slots.positive("adam: epsilon", epsilon, "the default is 1e-8");
    }

    /**
     * Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /**
     * The same settings with this decay of the mean, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Adam beta1(double beta1) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    /**
     * The same settings with this decay of the mean square, as a new optimizer; default 0.999.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Adam beta2(double beta2) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-8.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public Adam epsilon(double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    @Override
    public void step(Model model, Gradients gradients) {
        long t = slots.begin(model, gradients);
        float[] w = model.parameters().values();
        float[] g = gradients.flat().array();
        int at = gradients.flat().offset();
        double correction1 = 1 - StrictMath.pow(beta1, t);
        double correction2 = 1 - StrictMath.pow(beta2, t);
        Kernels.active()
                .updates()
                .adam(
                        w.length,
                        w,
                        0,
                        slots.get("m"),
                        0,
                        slots.get("v"),
                        0,
                        g,
                        at,
                        learningRate,
                        beta1,
                        beta2,
                        epsilon,
                        correction1,
                        correction2);
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
        return "adam(learningRate=" + learningRate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon
                + ")";
    }
}

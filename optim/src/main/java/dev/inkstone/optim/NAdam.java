package dev.inkstone.optim;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.memory.BufferPool;

/**
 * Adam with Nesterov's look-ahead (Dozat, 2016), as in PyTorch: {@code mu(t) = beta1·(1 − 0.5·0.96^(0.004·t))}, {@code p = Π
 * mu(1…t)}, {@code w -= lr·((1 − mu(t))·g/(1 − p) + mu(t + 1)·m/(1 − p·mu(t + 1))) / (√v̂ + epsilon)}, m, v and v̂ as in {@link
 * Adam}. Weight decay is added to the gradient. Slots {@code m} and {@code v}.
 */
public final class NAdam extends Descent<NAdam> {
    private static final String KIND = "nadam";

    private final Moments moments;
    private long counted;
    private double product = 1;

    private NAdam(Common common, Moments moments) {
        super(KIND, common, moments.slots());
        this.moments = moments;
    }

    /**
     * NAdam with beta1 0.9, beta2 0.999 and epsilon 1e-8.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static NAdam withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.002 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static NAdam withLearningRate(Schedule schedule) {
        return new NAdam(Common.of(schedule), Moments.DEFAULT);
    }

    /**
     * The same settings with this decay of the mean, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public NAdam beta1(double beta1) {
        return new NAdam(common, moments.beta1(KIND, beta1));
    }

    /**
     * The same settings with this decay of the mean square, as a new optimizer; default 0.999.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public NAdam beta2(double beta2) {
        return new NAdam(common, moments.beta2(KIND, beta2));
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-8.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public NAdam epsilon(double epsilon) {
        return new NAdam(common, moments.epsilon(KIND, epsilon));
    }

    /** The same settings with epsilon standing there, as a new optimizer; default {@link EpsilonMode#OUTSIDE}. */
    public NAdam epsilonMode(EpsilonMode mode) {
        return new NAdam(common, moments.mode(mode));
    }

    @Override
    NAdam with(Common common) {
        return new NAdam(common, moments);
    }

    @Override
    String kind() {
        return KIND;
    }

    @Override
    void begin(long t) {
        if (t <= counted) {
            counted = 0;
            product = 1;
        }
        while (counted < t) {
            product *= mu(++counted);
        }
    }

    private double mu(long t) {
        return moments.beta1() * (1 - 0.5 * StrictMath.pow(0.96, 0.004 * t));
    }

    @Override
    void update(Update u) {
        double next = mu(u.t() + 1);
        float[] m = moments.first(slots);
        u.average(m, moments.beta1());
        float[] mix = BufferPool.shared().takeFloats(u.n());
        System.arraycopy(m, u.at(), mix, 0, u.n());
        float ofGradient = (float) ((1 - mu(u.t())) / (1 - product));
        float ofMean = (float) (next / (1 - product * next));
        Kernels.active().updates().mix(u.n(), ofGradient, u.g(), u.go(), ofMean, mix, 0);
        moments.subtract(u, mix, 0, u.rate(), slots);
        BufferPool.shared().give(mix);
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return KIND + "(learningRate=" + common.schedule() + ", " + moments + common.text() + ")";
    }
}

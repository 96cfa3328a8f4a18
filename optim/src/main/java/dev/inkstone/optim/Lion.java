package dev.inkstone.optim;

import java.util.List;

/**
 * Lion (Chen and others, Symbolic Discovery of Optimization Algorithms, 2023): {@code w -= lr·sign(beta1·m + (1 − beta1)·g); m =
 * beta2·m + (1 − beta2)·g}. Every step is as long as the learning rate, so this is 3 to 10 times smaller than Adam's, and the
 * weight decay, which shrinks the weights by {@code 1 − lr·decay} before the step, so many times larger. One slot, {@code m}.
 */
public final class Lion extends Descent<Lion> {
    private static final String KIND = "lion";
    private static final String M = "m";

    private final double beta1;
    private final double beta2;

    private Lion(Common common, double beta1, double beta2) {
        super(KIND, common, List.of(M));
        this.beta1 = Slots.share("lion: beta1", beta1);
        this.beta2 = Slots.share("lion: beta2", beta2);
    }

    /**
     * Lion with beta1 0.9, beta2 0.99 and no weight decay.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Lion withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.0001 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static Lion withLearningRate(Schedule schedule) {
        return new Lion(Common.of(schedule), 0.9, 0.99);
    }

    /**
     * The same settings with this share of the slot in the direction, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Lion beta1(double beta1) {
        return new Lion(common, beta1, beta2);
    }

    /**
     * The same settings with this decay of the slot, as a new optimizer; default 0.99.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Lion beta2(double beta2) {
        return new Lion(common, beta1, beta2);
    }

    @Override
    Lion with(Common common) {
        return new Lion(common, beta1, beta2);
    }

    @Override
    String kind() {
        return KIND;
    }

    @Override
    boolean decaysWeights() {
        return true;
    }

    @Override
    void update(Update u) {
        float[] m = slots.get(M);
        Update.kernels().lion(u.n(), u.w(), u.at(), m, u.at(), u.g(), u.go(), u.rate(), beta1, beta2);
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return "lion(learningRate=" + common.schedule() + ", beta1=" + beta1 + ", beta2=" + beta2 + common.text() + ")";
    }
}

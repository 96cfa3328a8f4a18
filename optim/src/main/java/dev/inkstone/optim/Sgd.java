package dev.inkstone.optim;

import java.util.List;

/**
 * Stochastic gradient descent: {@code w -= lr·g}, or with momentum {@code v = mu·v + g; w -= lr·v}, or with Nesterov's
 * look-ahead {@code w -= lr·(g + mu·v)}, as in PyTorch. One slot, {@code momentum}, where there is momentum.
 */
public final class Sgd extends Descent<Sgd> {
    private static final String KIND = "sgd";
    private static final String MOMENTUM = "momentum";

    private final double momentum;
    private final boolean nesterov;

    private Sgd(Common common, double momentum, boolean nesterov) {
        super(KIND, common, momentum == 0 ? List.of() : List.of(MOMENTUM));
        this.momentum = Slots.share("sgd: momentum", momentum);
        this.nesterov = nesterov;
    }

    /**
     * Plain descent.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Sgd withLearningRate(double learningRate) {
        return withLearningRate(Common.constant(KIND, learningRate, "0.01 to 0.1 is a common start")
                .schedule());
    }

    /** Plain descent with a rate that changes from step to step. */
    public static Sgd withLearningRate(Schedule schedule) {
        return new Sgd(Common.of(schedule), 0, false);
    }

    /**
     * The same settings with this momentum, as a new optimizer; default 0.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Sgd momentum(double momentum) {
        return new Sgd(common, momentum, nesterov);
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
        return new Sgd(common, momentum, true);
    }

    @Override
    Sgd with(Common common) {
        return new Sgd(common, momentum, nesterov);
    }

    @Override
    String kind() {
        return KIND;
    }

    @Override
    void update(Update u) {
        float rate = (float) u.rate();
        if (momentum == 0) {
            Update.kernels().sgd(u.n(), u.w(), u.at(), u.g(), u.go(), rate);
        } else {
            float[] v = slots.get(MOMENTUM);
            Update.kernels().momentum(u.n(), u.w(), u.at(), v, u.at(), u.g(), u.go(), rate, (float) momentum, nesterov);
        }
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return "sgd(learningRate=" + common.schedule() + ", momentum=" + momentum + ", nesterov=" + nesterov
                + common.text() + ")";
    }
}

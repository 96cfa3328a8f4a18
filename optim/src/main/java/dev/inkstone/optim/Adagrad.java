package dev.inkstone.optim;

import java.util.Arrays;
import java.util.List;

/**
 * Adagrad (Duchi, Hazan and Singer, 2011): {@code a += g²; w -= lr·g / (√a + epsilon)}. One slot, {@code accumulator}.
 */
public final class Adagrad extends Descent<Adagrad> {
    private static final String KIND = "adagrad";
    private static final String ACCUMULATOR = "accumulator";

    private final double initial;
    private final double epsilon;
    private final EpsilonMode mode;

    private Adagrad(Common common, double initial, double epsilon, EpsilonMode mode) {
        super(KIND, common, List.of(ACCUMULATOR));
        this.initial = Slots.notNegative("adagrad: initial accumulator", initial, "the default is 0");
        this.epsilon = Slots.positive("adagrad: epsilon", epsilon, "the default is 1e-10");
        this.mode = mode.withoutCorrection(KIND);
    }

    /**
     * Adagrad with an accumulator that starts at 0 and epsilon 1e-10 outside the root, as in PyTorch.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Adagrad withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.01 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static Adagrad withLearningRate(Schedule schedule) {
        return new Adagrad(Common.of(schedule), 0, 1e-10, EpsilonMode.OUTSIDE);
    }

    /**
     * The same settings with an accumulator that starts at this, as a new optimizer; default 0 (Keras: 0.1).
     *
     * @throws IllegalArgumentException if it is not a finite number of 0 or more
     */
    public Adagrad initialAccumulator(double initial) {
        return new Adagrad(common, initial, epsilon, mode);
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-10.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public Adagrad epsilon(double epsilon) {
        return new Adagrad(common, initial, epsilon, mode);
    }

    /**
     * The same settings with epsilon standing there, as a new optimizer; default {@link EpsilonMode#OUTSIDE}.
     *
     * @throws IllegalArgumentException for {@link EpsilonMode#UNCORRECTED}
     */
    public Adagrad epsilonMode(EpsilonMode mode) {
        return new Adagrad(common, initial, epsilon, mode);
    }

    @Override
    Adagrad with(Common common) {
        return new Adagrad(common, initial, epsilon, mode);
    }

    @Override
    String kind() {
        return KIND;
    }

    @Override
    void begin(long t) {
        if (t == 1) {
            Arrays.fill(slots.get(ACCUMULATOR), (float) initial);
        }
    }

    @Override
    void update(Update u) {
        float[] accumulator = slots.get(ACCUMULATOR);
        Update.kernels().averageSquare(u.n(), accumulator, u.at(), u.g(), u.go(), 1f, 1f);
        u.subtract(u.g(), u.go(), accumulator, u.at(), mode.quotient(u.rate(), epsilon));
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return "adagrad(learningRate=" + common.schedule() + ", initialAccumulator=" + initial + ", epsilon=" + epsilon
                + ", epsilonMode=" + mode + common.text() + ")";
    }
}

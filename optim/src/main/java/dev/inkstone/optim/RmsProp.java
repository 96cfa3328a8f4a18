package dev.inkstone.optim;

import dev.inkstone.memory.BufferPool;
import java.util.ArrayList;
import java.util.List;

/**
 * RMSProp (Tieleman and Hinton, 2012): {@code v = rho·v + (1 − rho)·g²; w -= lr·g / (√v + epsilon)}. With momentum {@code b =
 * momentum·b + g / root; w -= lr·b}, as in PyTorch; centered (Graves, 2013) takes the square of the mean gradient off {@code v}
 * under the root. Slots {@code v}, and {@code momentum} and {@code mean} where they are used.
 */
public final class RmsProp extends Descent<RmsProp> {
    private static final String KIND = "rmsprop";
    private static final String V = "v";
    private static final String MEAN = "mean";
    private static final String MOMENTUM = "momentum";

    private final double rho;
    private final double momentum;
    private final double epsilon;
    private final EpsilonMode mode;
    private final boolean centered;

    private RmsProp(Common common, double rho, double momentum, double epsilon, EpsilonMode mode, boolean centered) {
        super(KIND, common, slots(momentum, centered));
        this.rho = Slots.share("rmsprop: rho", rho);
        this.momentum = Slots.share("rmsprop: momentum", momentum);
        this.epsilon = Slots.positive("rmsprop: epsilon", epsilon, "the default is 1e-7");
        this.mode = mode.withoutCorrection(KIND);
        this.centered = centered;
    }

    private static List<String> slots(double momentum, boolean centered) {
        List<String> names = new ArrayList<>(List.of(V));
        if (centered) {
            names.add(MEAN);
        }
        if (momentum != 0) {
            names.add(MOMENTUM);
        }
        return List.copyOf(names);
    }

    /**
     * RMSProp with rho 0.9 and epsilon 1e-7 outside the root, without momentum, not centered, as in Keras.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static RmsProp withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.001 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static RmsProp withLearningRate(Schedule schedule) {
        return new RmsProp(Common.of(schedule), 0.9, 0, 1e-7, EpsilonMode.OUTSIDE, false);
    }

    /**
     * The same settings with this decay of the mean square, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public RmsProp rho(double rho) {
        return new RmsProp(common, rho, momentum, epsilon, mode, centered);
    }

    /**
     * The same settings with this momentum, as a new optimizer; default 0.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public RmsProp momentum(double momentum) {
        return new RmsProp(common, rho, momentum, epsilon, mode, centered);
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-7.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public RmsProp epsilon(double epsilon) {
        return new RmsProp(common, rho, momentum, epsilon, mode, centered);
    }

    /**
     * The same settings with epsilon standing there, as a new optimizer; default {@link EpsilonMode#OUTSIDE}.
     *
     * @throws IllegalArgumentException for {@link EpsilonMode#UNCORRECTED}
     */
    public RmsProp epsilonMode(EpsilonMode mode) {
        return new RmsProp(common, rho, momentum, epsilon, mode, centered);
    }

    /** The same settings with the variance of the gradients under the root in place of their mean square, as a new optimizer. */
    public RmsProp centered() {
        return new RmsProp(common, rho, momentum, epsilon, mode, true);
    }

    @Override
    RmsProp with(Common common) {
        return new RmsProp(common, rho, momentum, epsilon, mode, centered);
    }

    @Override
    String kind() {
        return KIND;
    }

    @Override
    void update(Update u) {
        float[] v = slots.get(V);
        u.averageSquare(v, rho);
        if (!centered) {
            step(u, v, u.at());
            return;
        }
        float[] mean = slots.get(MEAN);
        float[] variance = BufferPool.shared().takeFloats(u.n());
        u.average(mean, rho);
        Update.kernels().variance(u.n(), v, u.at(), mean, u.at(), variance, 0);
        step(u, variance, 0);
        BufferPool.shared().give(variance);
    }

    private void step(Update u, float[] square, int so) {
        if (momentum == 0) {
            u.subtract(u.g(), u.go(), square, so, mode.quotient(u.rate(), epsilon));
            return;
        }
        float[] step = BufferPool.shared().takeFloats(u.n());
        float[] b = slots.get(MOMENTUM);
        Update.kernels().quotient(u.n(), u.g(), u.go(), square, so, step, 0, mode.quotient(1, epsilon));
        Update.kernels().momentum(u.n(), u.w(), u.at(), b, u.at(), step, 0, (float) u.rate(), (float) momentum, false);
        BufferPool.shared().give(step);
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return "rmsprop(learningRate=" + common.schedule() + ", rho=" + rho + ", momentum=" + momentum + ", epsilon="
                + epsilon + ", epsilonMode=" + mode + ", centered=" + centered + common.text() + ")";
    }
}

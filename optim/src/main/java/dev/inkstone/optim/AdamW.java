package dev.inkstone.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as in PyTorch: {@code w *= 1 − lr·decay}, then a step of {@link
 * Adam} without decay. Slots {@code m} and {@code v}.
 */
public final class AdamW extends Descent<AdamW> {
    private static final String KIND = "adamw";

    private final Moments moments;

    private AdamW(Common common, Moments moments) {
        super(KIND, common, moments.slots());
        this.moments = moments;
    }

    /**
     * AdamW with beta1 0.9, beta2 0.999, epsilon 1e-8 and weight decay 0.01.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static AdamW withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.001 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static AdamW withLearningRate(Schedule schedule) {
        return new AdamW(Common.of(schedule).decay(KIND, 0.01), Moments.DEFAULT);
    }

    /**
     * The same settings with this decay of the mean, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public AdamW beta1(double beta1) {
        return new AdamW(common, moments.beta1(KIND, beta1));
    }

    /**
     * The same settings with this decay of the mean square, as a new optimizer; default 0.999.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public AdamW beta2(double beta2) {
        return new AdamW(common, moments.beta2(KIND, beta2));
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-8.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public AdamW epsilon(double epsilon) {
        return new AdamW(common, moments.epsilon(KIND, epsilon));
    }

    /** The same settings with epsilon standing there, as a new optimizer; default {@link EpsilonMode#OUTSIDE}. */
    public AdamW epsilonMode(EpsilonMode mode) {
        return new AdamW(common, moments.mode(mode));
    }

    /**
     * The same settings with AMSGrad, as a new optimizer: the root is that of the largest mean square so far (slot {@code v_max}),
     * so that steps never grow again (Reddi, Kale and Kumar, 2018), as in PyTorch.
     */
    public AdamW amsgrad() {
        return new AdamW(common, moments.withAmsgrad());
    }

    @Override
    AdamW with(Common common) {
        return new AdamW(common, moments);
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
        moments.update(u, slots);
    }

    /** The settings: equal texts, equal behaviour, but for groups and schedules of one's own. */
    @Override
    public String toString() {
        return KIND + "(learningRate=" + common.schedule() + ", " + moments + common.text() + ")";
    }
}

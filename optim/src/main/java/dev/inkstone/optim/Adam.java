package dev.inkstone.optim;

/**
 * Adam (Kingma and Ba, 2015): {@code m = beta1·m + (1 − beta1)·g; v = beta2·v + (1 − beta2)·g²; w -= lr·m̂ / (√v̂ + epsilon)}
 * with {@code m̂ = m / (1 − beta1^t)}, {@code v̂ = v / (1 − beta2^t)}: epsilon stands outside the root and is added after the
 * bias correction, as in the paper and in PyTorch; {@link EpsilonMode} has the other two. Weight decay is added to the gradient;
 * {@link AdamW} is what one mostly wants instead. Slots {@code m} and {@code v}.
 */
public final class Adam extends Descent<Adam> {
    private static final String KIND = "adam";

    private final Moments moments;

    private Adam(Common common, Moments moments) {
        super(KIND, common, moments.slots());
        this.moments = moments;
    }

    /**
     * Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8.
     *
     * @throws IllegalArgumentException if the rate is not a finite number above 0
     */
    public static Adam withLearningRate(double learningRate) {
        return withLearningRate(
                Common.constant(KIND, learningRate, "0.001 is a common start").schedule());
    }

    /** The same with a rate that changes from step to step. */
    public static Adam withLearningRate(Schedule schedule) {
        return new Adam(Common.of(schedule), Moments.DEFAULT);
    }

    /**
     * The same settings with this decay of the mean, as a new optimizer; default 0.9.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Adam beta1(double beta1) {
        return new Adam(common, moments.beta1(KIND, beta1));
    }

    /**
     * The same settings with this decay of the mean square, as a new optimizer; default 0.999.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public Adam beta2(double beta2) {
        return new Adam(common, moments.beta2(KIND, beta2));
    }

    /**
     * The same settings with this epsilon, as a new optimizer; default 1e-8.
     *
     * @throws IllegalArgumentException if it is not a finite number above 0
     */
    public Adam epsilon(double epsilon) {
        return new Adam(common, moments.epsilon(KIND, epsilon));
    }

    /** The same settings with epsilon standing there, as a new optimizer; default {@link EpsilonMode#OUTSIDE}. */
    public Adam epsilonMode(EpsilonMode mode) {
        return new Adam(common, moments.mode(mode));
    }

    /**
     * The same settings with AMSGrad, as a new optimizer: the root is that of the largest mean square so far (slot {@code v_max}),
     * so that steps never grow again (Reddi, Kale and Kumar, 2018), as in PyTorch.
     */
    public Adam amsgrad() {
        return new Adam(common, moments.withAmsgrad());
    }

    @Override
    Adam with(Common common) {
        return new Adam(common, moments);
    }

    @Override
    String kind() {
        return KIND;
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

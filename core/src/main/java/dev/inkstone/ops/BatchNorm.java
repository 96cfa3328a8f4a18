package dev.inkstone.ops;

import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Normalization;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) over all but the last axis: {@code activation((x − mean) / √(variance +
 * epsilon) · gamma + beta)}.
 *
 * <p>In training mean and (biased) variance are those of the batch, and the running ones become {@code momentum·running + (1 −
 * momentum)·batch}, the biased variance too, as in Keras. In inference, and where the running ones are frozen ({@link
 * dev.inkstone.autodiff.Parameters#freeze}), they are used.
 *
 * <p># Shapes: input {@code [..., channels]}, gamma, beta and running statistics {@code [channels]}, output as the input.
 */
public final class BatchNorm {
    private static final String OP = "batch_norm";

    private BatchNorm() {}

    /**
     * The running statistics and the two constants.
     *
     * @param mean running mean {@code [channels]}
     * @param variance running variance {@code [channels]}
     * @param momentum the share of the old running value, in [0, 1)
     * @param epsilon added to the variance under the root, above 0
     */
    public record Statistics(State mean, State variance, float momentum, float epsilon) {
        /** @throws IllegalArgumentException if a constant is out of range */
        public Statistics {
            checkConstants(OP, momentum, epsilon);
        }
    }

    /** @throws IllegalArgumentException if {@code momentum} is not in [0, 1) or {@code epsilon} not finite and above 0 */
    public static void checkConstants(String label, float momentum, float epsilon) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(label + ": momentum " + momentum
                    + ", expected 0 (inclusive) to 1 (exclusive); it is the share of the old value, 1 minus PyTorch's");
        }
        if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(label + ": epsilon " + epsilon + ", expected a finite number above 0");
        }
    }

    /**
     * Normalises {@code x}.
     *
     * @throws ShapeException if the shapes do not fit, or an input without rows is to be trained on
     */
    public static Tensor batchNorm(
            Tape tape, Tensor x, Tensor gamma, Tensor beta, Statistics statistics, Activation activation) {
        if (!activation.fuses()) {
            return activation.apply(tape, batchNorm(tape, x, gamma, beta, statistics, Activation.LINEAR));
        }
        boolean training = tape.isTraining()
                && !(statistics.mean().isFrozen() && statistics.variance().isFrozen());
        check(tape.label(OP), training, x, gamma, beta, statistics);
        int channels = x.shape().dim(-1);
        int rows = x.size() / channels;
        Tensor mean =
                training ? tape.allocate(gamma.shape()) : statistics.mean().value();
        Tensor variance =
                training ? tape.allocate(gamma.shape()) : statistics.variance().value();
        if (training) {
            kernels()
                    .statistics(
                            rows,
                            channels,
                            x.array(),
                            x.offset(),
                            mean.array(),
                            mean.offset(),
                            variance.array(),
                            variance.offset());
            tape.update(statistics.mean(), statistics.momentum(), mean);
            tape.update(statistics.variance(), statistics.momentum(), variance);
        }
        Tensor y = tape.allocate(x.shape());
        kernels()
                .normalize(
                        rows,
                        channels,
                        x.array(),
                        x.offset(),
                        mean.array(),
                        mean.offset(),
                        variance.array(),
                        variance.offset(),
                        statistics.epsilon(),
                        gamma.array(),
                        gamma.offset(),
                        beta.array(),
                        beta.offset(),
                        activation.function(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                activation.noted(tape, y),
                (gradient, pass) -> {
                    Tensor gx = pass.over(gradient);
                    Tensor gGamma = tape.allocate(gamma.shape());
                    Tensor gBeta = tape.allocate(beta.shape());
                    Gradient gradients = training ? kernels()::gradient : kernels()::inferenceGradient;
                    gradients.of(
                            rows,
                            channels,
                            x.array(),
                            x.offset(),
                            mean.array(),
                            mean.offset(),
                            variance.array(),
                            variance.offset(),
                            statistics.epsilon(),
                            gamma.array(),
                            gamma.offset(),
                            activation.function(),
                            y.array(),
                            y.offset(),
                            gradient.array(),
                            gradient.offset(),
                            gx.array(),
                            gx.offset(),
                            gGamma.array(),
                            gGamma.offset(),
                            gBeta.array(),
                            gBeta.offset());
                    pass.give(x, gx);
                    pass.pass(gamma, gGamma);
                    pass.pass(beta, gBeta);
                },
                x,
                gamma,
                beta);
    }

    private static void check(
            String label, boolean training, Tensor x, Tensor gamma, Tensor beta, Statistics statistics) {
        if (x.shape().rank() < 2 || x.shape().dim(-1) == 0 || training && x.size() == 0) {
            throw new ShapeException(
                    label + ": input " + x.shape() + ", expected [batch, ..., channels] with at least one row");
        }
        Shape channels = Shape.of(x.shape().dim(-1));
        String cure = "one value for each channel (the last axis of the input)";
        Checks.shape(label, "gamma", gamma.shape(), channels, cure);
        Checks.shape(label, "beta", beta.shape(), channels, cure);
        Checks.shape(label, "running mean", statistics.mean().shape(), channels, cure);
        Checks.shape(label, "running variance", statistics.variance().shape(), channels, cure);
    }

    private static Normalization kernels() {
        return Kernels.active().normalization();
    }

    /** The two backward kernels have one form. */
    private interface Gradient {
        void of(
                int rows,
                int c,
                float[] x,
                int xo,
                float[] mean,
                int mo,
                float[] variance,
                int vo,
                float epsilon,
                float[] gamma,
                int go,
                @Nullable Unary activation,
                float[] y,
                int yo,
                float[] gy,
                int gyo,
                float[] gx,
                int gxo,
                float[] gGamma,
                int ggo,
                float[] gBeta,
                int gbo);
    }
}

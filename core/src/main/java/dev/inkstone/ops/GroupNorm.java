package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.GroupNormalization;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Group normalisation (Wu and He, 2018): {@code (x − mean) / √(variance + epsilon) · gamma + beta}, with mean and (biased)
 * variance over all pixels and a group of neighbouring channels of one example; the same in training and in inference. One group
 * for each channel is instance normalisation.
 *
 * <p># Shapes: input {@code [batch, ..., channels]}, gamma and beta {@code [channels]}, output as the input.
 */
public final class GroupNorm {
    private static final String OP = "group_norm";

    private GroupNorm() {}

    /** @throws ShapeException if the channels (last axis) of {@code input} cannot be cut into that many groups */
    public static void checkGroups(String label, Shape input, int groups) {
        Checks.positive(label, "groups", groups);
        if (input.rank() < 1 || input.dim(-1) == 0 || input.dim(-1) % groups != 0) {
            throw new ShapeException(
                    label + ": " + groups + " groups for input " + input
                            + ", expected a divisor of the number of channels (the last axis); choose another number of groups");
        }
    }

    /**
     * Normalises {@code x} in {@code groups} groups of channels.
     *
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if {@code epsilon} is not finite and above 0, or {@code groups} below 1
     */
    public static Tensor groupNorm(Tape tape, Tensor x, Tensor gamma, Tensor beta, int groups, float epsilon) {
        check(tape.label(OP), x, gamma, beta, groups, epsilon);
        int batch = x.shape().dim(0);
        int channels = x.shape().dim(-1);
        int rows = x.shape().dropFirst().size() / channels;
        Tensor mean = tape.allocate(Shape.of(batch, groups));
        Tensor inverse = tape.allocate(Shape.of(batch, groups));
        Tensor y = tape.allocate(x.shape());
        kernels()
                .normalize(
                        batch,
                        rows,
                        channels,
                        groups,
                        x.array(),
                        x.offset(),
                        epsilon,
                        gamma.array(),
                        gamma.offset(),
                        beta.array(),
                        beta.offset(),
                        mean.array(),
                        mean.offset(),
                        inverse.array(),
                        inverse.offset(),
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    Tensor gx = tape.allocate(x.shape());
                    Tensor gGamma = tape.allocate(gamma.shape());
                    Tensor gBeta = tape.allocate(beta.shape());
                    kernels()
                            .gradient(
                                    batch,
                                    rows,
                                    channels,
                                    groups,
                                    x.array(),
                                    x.offset(),
                                    mean.array(),
                                    mean.offset(),
                                    inverse.array(),
                                    inverse.offset(),
                                    gamma.array(),
                                    gamma.offset(),
                                    gradient.array(),
                                    gradient.offset(),
                                    gx.array(),
                                    gx.offset(),
                                    gGamma.array(),
                                    gGamma.offset(),
                                    gBeta.array(),
                                    gBeta.offset());
                    pass.pass(x, gx);
                    pass.pass(gamma, gGamma);
                    pass.pass(beta, gBeta);
                },
                x,
                gamma,
                beta);
    }

    private static void check(String label, Tensor x, Tensor gamma, Tensor beta, int groups, float epsilon) {
        LayerNorm.checkEpsilon(label, epsilon);
        if (x.shape().rank() < 2 || x.shape().dropFirst().size() == 0) {
            throw new ShapeException(
                    label + ": input " + x.shape() + ", expected [batch, ..., channels] with at least one row");
        }
        checkGroups(label, x.shape(), groups);
        Shape channels = Shape.of(x.shape().dim(-1));
        String cure = "one value for each channel (the last axis of the input)";
        Checks.shape(label, "gamma", gamma.shape(), channels, cure);
        Checks.shape(label, "beta", beta.shape(), channels, cure);
    }

    private static GroupNormalization kernels() {
        return Kernels.active().groupNormalization();
    }
}

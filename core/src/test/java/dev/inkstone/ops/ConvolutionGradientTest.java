package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleConvolution;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Convolutions of all forms. Outputs before a fused activation keep away from its corner and from where it is flat. */
@AddLifecycleHook(GradientTotals.class)
class ConvolutionGradientTest {
    /** The three rules, with a side each of explicit padding. */
    enum Rule {
        VALID,
        SAME,
        EXPLICIT
    }

    @Property
    void conv2dWithBiasAndActivation(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 9) int leastHeight,
            @ForAll @IntRange(min = 1, max = 9) int leastWidth,
            @ForAll @IntRange(min = 1, max = 9) int in,
            @ForAll @IntRange(min = 1, max = 18) int out,
            @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
            @ForAll Rule rule,
            @ForAll Activation activation,
            @ForAll boolean withBias,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] steps = inputs.ints(4, 3);
        int[] pads = inputs.ints(4, 3);
        Padding padding = switch (rule) {
            case VALID -> Padding.VALID;
            case SAME -> Padding.SAME;
            case EXPLICIT -> new Padding.Explicit(pads[0], pads[1], pads[2], pads[3]);
        };
        Conv2d.Options options =
                new Conv2d.Options(1 + steps[0], 1 + steps[1], 1 + steps[2] / 2, 1 + steps[3] / 2, padding);
        int height = fitting(leastHeight, kernelHeight, options.dilationHeight(), rule);
        int width = fitting(leastWidth, kernelWidth, options.dilationWidth(), rule);
        int[] rows =
                window(height, kernelHeight, options.strideHeight(), options.dilationHeight(), rule, pads[0], pads[1]);
        int[] columns =
                window(width, kernelWidth, options.strideWidth(), options.dilationWidth(), rule, pads[2], pads[3]);
        DoubleConvolution reference = new DoubleConvolution(
                batch,
                height,
                width,
                in,
                kernelHeight,
                kernelWidth,
                out,
                options.strideHeight(),
                options.strideWidth(),
                options.dilationHeight(),
                options.dilationWidth(),
                rows[1],
                columns[1],
                rows[0],
                columns[0]);

        Tensor x = inputs.uniform(batch, height, width, in);
        Tensor kernel = inputs.weights(kernelHeight * kernelWidth * in, kernelHeight, kernelWidth, in, out);
        Tensor[] all = withBias ? new Tensor[] {x, kernel, inputs.uniform(out)} : new Tensor[] {x, kernel};
        GradientCheck.Reference before = v -> reference.apply(v[0], v[1], withBias ? v[2] : new double[0]);
        Assume.that(!DoubleActivation.nearCorner(activation, before.apply(Checked.doubles(all))));
        Checked.gradients(
                GradientCheck.of((tape, v) ->
                                Conv2d.conv2d(tape, v[0], v[1], withBias ? v[2] : null, options, activation))
                        .against(v -> DoubleActivation.of(activation, before.apply(v)))
                        .seed(seed)
                        .limit(8),
                all);
    }

    /** A size that a window fits into. */
    private static int fitting(int least, int kernel, int dilation, Rule rule) {
        return rule == Rule.SAME ? least : Math.max(least, (kernel - 1) * dilation + 1);
    }

    /** Outputs and padding before, written a second time from the rule in the Javadoc. */
    private static int[] window(int in, int kernel, int stride, int dilation, Rule rule, int before, int after) {
        int span = (kernel - 1) * dilation + 1;
        if (rule == Rule.SAME) {
            int out = (int) Math.ceil(in / (double) stride);
            return new int[] {out, Math.max((out - 1) * stride + span - in, 0) / 2};
        }
        int room = in + (rule == Rule.EXPLICIT ? before + after : 0) - span;
        return new int[] {room / stride + 1, rule == Rule.EXPLICIT ? before : 0};
    }
}

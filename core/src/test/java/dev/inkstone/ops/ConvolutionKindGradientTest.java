package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleConvolution;
import dev.inkstone.ops.reference.DoubleTransposedConvolution;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Grouped, depthwise and transposed convolutions of all forms. Outputs before a fused activation keep away from its corner and
 * from where it is flat.
 */
@AddLifecycleHook(GradientTotals.class)
class ConvolutionKindGradientTest {
    /** An op of input, kernel and bias (null: none). */
    private interface Op {
        Tensor apply(Tape tape, Tensor x, Tensor kernel, Tensor bias);
    }

    /** The same in double precision; the bias may be empty. */
    private interface Reference {
        double[] apply(double[] x, double[] kernel, double[] bias);
    }

    @Property
    void groupedConv2d(
            @ForAll @IntRange(min = 2, max = 4) int groups,
            @ForAll @IntRange(min = 1, max = 5) int inputs,
            @ForAll @IntRange(min = 1, max = 6) int outputs,
            @ForAll @IntRange(min = 1, max = 4) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 4) int kernelWidth,
            @ForAll("paddings") Padding padding,
            @ForAll Activation activation,
            @ForAll boolean withBias,
            @ForAll long seed) {
        Inputs random = new Inputs(seed);
        Sizes s = Sizes.of(random, kernelHeight, kernelWidth, padding);
        int in = groups * inputs;
        int out = groups * outputs;
        Tensor x = random.uniform(s.batch(), s.height(), s.width(), in);
        Tensor kernel = random.weights(kernelHeight * kernelWidth * inputs, kernelHeight, kernelWidth, inputs, out);
        Reference reference = (a, w, b) -> s.convolution(in, out).apply(a, dense(w, groups, inputs, outputs), b);
        Conv2d.Options options = s.options().groups(groups);
        check(
                (tape, a, w, b) -> Conv2d.conv2d(tape, a, w, b, options, activation),
                reference,
                activation,
                seed,
                x,
                kernel,
                withBias ? random.uniform(out) : null);
    }

    @Property
    void depthwiseConv2d(
            @ForAll @IntRange(min = 1, max = 35) int channels,
            @ForAll @IntRange(min = 1, max = 3) int multiplier,
            @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
            @ForAll("paddings") Padding padding,
            @ForAll Activation activation,
            @ForAll boolean withBias,
            @ForAll long seed) {
        Inputs random = new Inputs(seed);
        Sizes s = Sizes.of(random, kernelHeight, kernelWidth, padding);
        int out = channels * multiplier;
        Tensor x = random.uniform(s.batch(), s.height(), s.width(), channels);
        Tensor kernel = random.weights(kernelHeight * kernelWidth, kernelHeight, kernelWidth, channels, multiplier);
        check(
                (tape, a, w, b) -> DepthwiseConv2d.depthwiseConv2d(tape, a, w, b, s.options(), activation),
                (a, w, b) -> s.convolution(channels, out).apply(a, dense(w, channels, 1, multiplier), b),
                activation,
                seed,
                x,
                kernel,
                withBias ? random.uniform(out) : null);
    }

    @Property
    void conv2dTranspose(
            @ForAll @IntRange(min = 1, max = 18) int in,
            @ForAll @IntRange(min = 1, max = 18) int out,
            @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
            @ForAll @IntRange(min = 0, max = 2) int rule,
            @ForAll Activation activation,
            @ForAll boolean withBias,
            @ForAll long seed) {
        Inputs random = new Inputs(seed);
        int[] sizes = random.ints(3, 6);
        int[] steps = random.ints(4, 3);
        int[] crops = random.ints(4, 4);
        int[] kernels = {kernelHeight, kernelWidth};
        Axis[] axes = new Axis[2];
        for (int i = 0; i < 2; i++) {
            axes[i] = Axis.of(
                    rule,
                    1 + sizes[i],
                    kernels[i],
                    1 + steps[i],
                    1 + steps[2 + i] / 2,
                    crops[2 * i],
                    crops[2 * i + 1],
                    crops[i] % (1 + steps[i]));
            Assume.that(axes[i].out() > 0);
        }
        Padding padding = rule == 0
                ? Padding.SAME
                : rule == 1 ? Padding.VALID : new Padding.Explicit(crops[0], crops[1], crops[2], crops[3]);
        Conv2dTranspose.Options options = new Conv2dTranspose.Options(
                1 + steps[0],
                1 + steps[1],
                1 + steps[2] / 2,
                1 + steps[3] / 2,
                padding,
                axes[0].extra(),
                axes[1].extra());
        int batch = 1 + sizes[2] / 2;
        Tensor x = random.uniform(batch, 1 + sizes[0], 1 + sizes[1], in);
        Tensor kernel = random.weights(kernelHeight * kernelWidth * in, kernelHeight, kernelWidth, in, out);
        DoubleTransposedConvolution reference = new DoubleTransposedConvolution(
                batch,
                1 + sizes[0],
                1 + sizes[1],
                in,
                kernelHeight,
                kernelWidth,
                out,
                options.strideHeight(),
                options.strideWidth(),
                options.dilationHeight(),
                options.dilationWidth(),
                axes[0].crop(),
                axes[1].crop(),
                axes[0].out(),
                axes[1].out());
        check(
                (tape, a, w, b) -> Conv2dTranspose.conv2dTranspose(tape, a, w, b, options, activation),
                reference::apply,
                activation,
                seed,
                x,
                kernel,
                withBias ? random.uniform(out) : null);
    }

    private static void check(
            Op op, Reference reference, Activation activation, long seed, Tensor x, Tensor kernel, Tensor bias) {
        Tensor[] all = bias == null ? new Tensor[] {x, kernel} : new Tensor[] {x, kernel, bias};
        GradientCheck.Reference before = v -> reference.apply(v[0], v[1], bias == null ? new double[0] : v[2]);
        Assume.that(!DoubleActivation.nearCorner(activation, before.apply(Checked.doubles(all))));
        Checked.gradients(
                GradientCheck.of((tape, v) -> op.apply(tape, v[0], v[1], bias == null ? null : v[2]))
                        .against(v -> DoubleActivation.of(activation, before.apply(v)))
                        .seed(seed)
                        .limit(8),
                all);
    }

    /** The kernel {@code [taps, inputs, groups · outputs]} with zeros between channels that have nothing to do with each other. */
    private static double[] dense(double[] w, int groups, int inputs, int outputs) {
        int in = groups * inputs;
        int out = groups * outputs;
        double[] dense = new double[w.length * groups];
        for (int i = 0; i < w.length; i++) {
            int o = i % out;
            int c = o / outputs * inputs + i / out % inputs;
            dense[(i / out / inputs * in + c) * out + o] = w[i];
        }
        return dense;
    }

    /** Random sizes around a kernel, and the padding rule written a second time. */
    private record Sizes(
            int batch,
            int height,
            int width,
            int[] kernel,
            int[] stride,
            int[] dilation,
            int[] pad,
            int[] out,
            Conv2d.Options options) {
        static Sizes of(Inputs random, int kernelHeight, int kernelWidth, Padding padding) {
            int[] free = random.ints(7, 6);
            int[] kernel = {kernelHeight, kernelWidth};
            int[] stride = {1 + free[0] / 2, 1 + free[1] / 2};
            int[] dilation = {1 + free[2] / 4, 1 + free[3] / 4};
            int[] size = new int[2];
            int[] pad = new int[2];
            int[] out = new int[2];
            for (int i = 0; i < 2; i++) {
                int span = (kernel[i] - 1) * dilation[i] + 1;
                boolean same = padding instanceof Padding.Same;
                size[i] = same ? 1 + free[4 + i] : span + free[4 + i];
                if (same) {
                    out[i] = (size[i] + stride[i] - 1) / stride[i];
                    pad[i] = Math.max((out[i] - 1) * stride[i] + span - size[i], 0) / 2;
                } else {
                    int[] sides = padding instanceof Padding.Explicit e
                            ? i == 0 ? new int[] {e.top(), e.bottom()} : new int[] {e.left(), e.right()}
                            : new int[2];
                    pad[i] = sides[0];
                    out[i] = (size[i] + sides[0] + sides[1] - span) / stride[i] + 1;
                }
            }
            Conv2d.Options options = new Conv2d.Options(stride[0], stride[1], dilation[0], dilation[1], padding);
            return new Sizes(1 + free[6] / 2, size[0], size[1], kernel, stride, dilation, pad, out, options);
        }

        DoubleConvolution convolution(int in, int filters) {
            return new DoubleConvolution(
                    batch,
                    height,
                    width,
                    in,
                    kernel[0],
                    kernel[1],
                    filters,
                    stride[0],
                    stride[1],
                    dilation[0],
                    dilation[1],
                    pad[0],
                    pad[1],
                    out[0],
                    out[1]);
        }
    }

    /** One axis of a transposed convolution, the rule of the Javadoc written a second time. */
    private record Axis(int out, int crop, int extra) {
        static Axis of(int rule, int in, int kernel, int stride, int dilation, int before, int after, int extra) {
            int span = (kernel - 1) * dilation + 1;
            return switch (rule) {
                case 0 -> new Axis(in * stride, Math.max(0, span - stride) / 2, 0);
                case 1 -> new Axis((in - 1) * stride + span + extra, 0, extra);
                default -> new Axis((in - 1) * stride + span + extra - before - after, before, extra);
            };
        }
    }

    /** The three rules, with explicit padding of four different sides. */
    @Provide
    static Arbitrary<Padding> paddings() {
        return Arbitraries.of(Padding.VALID, Padding.SAME, new Padding.Explicit(2, 0, 1, 3));
    }
}

package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.ops.Conv2d.Options;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Depthwise 2-d convolution (Howard et al., MobileNets, 2017): every channel is convolved on its own, with {@code multiplier}
 * kernels, and nothing is added up over channels.
 *
 * <p># Shapes: input {@code [batch, height, width, in]}, kernel {@code [kh, kw, in, multiplier]}, bias {@code [in · multiplier]},
 * output {@code [batch, outHeight, outWidth, in · multiplier]} with the window rule of {@link Padding}. Output channel {@code c ·
 * multiplier + m} comes from input channel c and its m-th kernel.
 */
public final class DepthwiseConv2d {
    private static final String OP = "depthwise_conv2d";

    private DepthwiseConv2d() {}

    /**
     * The shape of the output for one image.
     *
     * @param label how a message starts
     * @param image {@code [height, width, in]}
     * @param kernel {@code [kh, kw, in, multiplier]}
     * @throws ShapeException if they do not fit
     * @throws IllegalArgumentException if the options have groups
     */
    public static Shape outputShape(String label, Shape image, Shape kernel, Options options) {
        Conv2dGeometry g = geometry(label, 1, image, kernel, options);
        return Shape.of(g.outHeight(), g.outWidth(), g.outChannels());
    }

    /** Depthwise convolution with no bias and no activation. */
    public static Tensor depthwiseConv2d(Tape tape, Tensor input, Tensor kernel, Options options) {
        return depthwiseConv2d(tape, input, kernel, null, options, Activation.LINEAR);
    }

    /**
     * Depthwise convolution, bias and activation in one kernel.
     *
     * @param bias {@code [in · multiplier]}, or null for none
     * @param options stride, dilation and padding; one group
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the options have groups
     */
    public static Tensor depthwiseConv2d(
            Tape tape, Tensor input, Tensor kernel, @Nullable Tensor bias, Options options, Activation activation) {
        if (!activation.fuses()) {
            return activation.apply(tape, depthwiseConv2d(tape, input, kernel, bias, options, Activation.LINEAR));
        }
        String label = tape.label(OP);
        Shape image = Checks.images(label, input.shape());
        Conv2dGeometry g = geometry(label, input.shape().dim(0), image, kernel.shape(), options);
        return Conv2d.run(OP, label, tape, input, kernel, bias, g, activation);
    }

    /** A convolution with as many groups as channels: the weights of both have the same places. */
    private static Conv2dGeometry geometry(String label, int batch, Shape image, Shape kernel, Options options) {
        Checks.image(label, image);
        if (options.groups() != 1) {
            throw new IllegalArgumentException(label + ": groups " + options.groups()
                    + ", expected 1; every channel is a group of its own, leave them out");
        }
        int channels = image.dim(2);
        if (kernel.rank() != 4 || kernel.dim(2) != channels || kernel.size() == 0) {
            throw new ShapeException(label + ": kernel " + kernel + ", expected [kh, kw, " + channels
                    + ", multiplier] for an input with " + channels
                    + " channels; the third dimension is the number of input channels");
        }
        int out = (int) Math.min(Integer.MAX_VALUE, (long) channels * kernel.dim(3));
        return Conv2d.geometry(label, batch, image, kernel.dim(0), kernel.dim(1), out, options.groups(channels));
    }
}

package dev.inkstone.layers;

import static dev.inkstone.ops.Conv2dTranspose.conv2dTranspose;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Fans;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2dTranspose.Options;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Transposed 2-d convolution over {@code [height, width, channels]}, which makes images larger by its stride; parameters {@code
 * kernel [kh, kw, in, filters]} (Keras has the last two the other way round) and {@code bias [filters]} (zeros at the start).
 *
 * @param filters the number of output channels
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param options stride, dilation, padding and output padding
 * @param activation applied to the output; null where none was chosen, which is {@link Activation#LINEAR} unless a group of
 *     layers has another default, see {@link Layers#withActivation}
 * @param bias whether there is a bias; leave it out before batch norm
 * @param kernelInitializer null for {@link Initializers#forActivation}; in {@code in} times {@code max(1, k/stride)} for each axis,
 *     which is the mean over the output, out {@code kh·kw·filters}
 */
public record Conv2dTranspose(
        int filters,
        int kernelHeight,
        int kernelWidth,
        Options options,
        @Nullable Activation activation,
        boolean bias,
        @Nullable Initializer kernelInitializer)
        implements LayerSpec {
    /** @throws IllegalArgumentException if a size is below 1 */
    public Conv2dTranspose {
        Layers.positive("conv2d_transpose", "filters", filters);
        Layers.positive("conv2d_transpose", "kernel height", kernelHeight);
        Layers.positive("conv2d_transpose", "kernel width", kernelWidth);
    }

    /** The same with this stride on both axes; default 1. */
    public Conv2dTranspose stride(int stride) {
        return options(options.stride(stride));
    }

    /** The same with this dilation on both axes; default 1. */
    public Conv2dTranspose dilation(int dilation) {
        return options(options.dilation(dilation));
    }

    /** The same with this padding; default {@link Padding#SAME}. */
    public Conv2dTranspose padding(Padding padding) {
        return options(options.padding(padding));
    }

    /** The same with this output padding on both axes; default 0. */
    public Conv2dTranspose outputPadding(int pixels) {
        return options(options.outputPadding(pixels));
    }

    /** The same with these options. */
    public Conv2dTranspose options(Options options) {
        return new Conv2dTranspose(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with this activation; default {@link Activation#LINEAR}, or that of {@link Layers#withActivation}. */
    public Conv2dTranspose activation(Activation activation) {
        return new Conv2dTranspose(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with or without a bias; default with. */
    public Conv2dTranspose bias(boolean bias) {
        return new Conv2dTranspose(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with this initialiser of the kernel; default {@link Initializers#forActivation}. */
    public Conv2dTranspose kernelInitializer(Initializer initializer) {
        return new Conv2dTranspose(filters, kernelHeight, kernelWidth, options, activation, bias, initializer);
    }

    @Override
    public Conv2dTranspose defaultActivation(Activation activation) {
        return this.activation == null ? activation(activation) : this;
    }

    @Override
    public String kind() {
        return "deconv";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String label = context.label("conv2d_transpose");
        Activation applied = Layers.chosen(activation);
        int channels = input.rank() == 3 ? input.dim(2) : 1;
        Shape kernelShape = Layers.weights(label, channels, kernelHeight, kernelWidth, channels, filters);
        Shape output = dev.inkstone.ops.Conv2dTranspose.outputShape(label, input, kernelShape, options);
        Parameter kernel = context.parameter(
                "kernel",
                kernelShape,
                Layers.initializer(kernelInitializer, applied).with(fans(channels)));
        Parameter biases = bias ? context.parameter("bias", Shape.of(filters), Initializers.zeros()) : null;
        return Layer.of(
                output,
                (x, tape) -> conv2dTranspose(
                        tape, x, tape.use(kernel), biases == null ? null : tape.use(biases), options, applied));
    }

    private Fans fans(int channels) {
        double rows = Math.max(1, kernelHeight / (double) options.strideHeight());
        double columns = Math.max(1, kernelWidth / (double) options.strideWidth());
        return new Fans(channels * rows * columns, (double) kernelHeight * kernelWidth * filters);
    }
}

package dev.inkstone.layers;

import static dev.inkstone.ops.DepthwiseConv2d.depthwiseConv2d;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Fans;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2d.Options;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Depthwise 2-d convolution over {@code [height, width, channels]}: every channel on its own; parameters {@code kernel [kh, kw,
 * in, multiplier]} and {@code bias [in · multiplier]} (zeros at the start). Output channel {@code c · multiplier + m} comes from
 * input channel c.
 *
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param depthMultiplier the number of outputs for each channel
 * @param options stride, dilation and padding; one group
 * @param activation applied to the output; null where none was chosen, which is {@link Activation#LINEAR} unless a group of
 *     layers has another default, see {@link Layers#withActivation}
 * @param bias whether there is a bias; leave it out before batch norm
 * @param kernelInitializer null for {@link Initializers#forActivation}; in {@code kh·kw}, out {@code kh·kw·multiplier}
 */
public record DepthwiseConv2d(
        int kernelHeight,
        int kernelWidth,
        int depthMultiplier,
        Options options,
        @Nullable Activation activation,
        boolean bias,
        @Nullable Initializer kernelInitializer)
        implements LayerSpec {
    /** @throws IllegalArgumentException if a size is below 1 */
    public DepthwiseConv2d {
        Layers.positive("depthwise_conv2d", "kernel height", kernelHeight);
        Layers.positive("depthwise_conv2d", "kernel width", kernelWidth);
        Layers.positive("depthwise_conv2d", "depth multiplier", depthMultiplier);
    }

    /** The same with this stride on both axes; default 1. */
    public DepthwiseConv2d stride(int stride) {
        return options(options.stride(stride));
    }

    /** The same with this dilation on both axes; default 1. */
    public DepthwiseConv2d dilation(int dilation) {
        return options(options.dilation(dilation));
    }

    /** The same with this padding; default {@link Padding#SAME}. */
    public DepthwiseConv2d padding(Padding padding) {
        return options(options.padding(padding));
    }

    /** The same with these options. */
    public DepthwiseConv2d options(Options options) {
        return new DepthwiseConv2d(
                kernelHeight, kernelWidth, depthMultiplier, options, activation, bias, kernelInitializer);
    }

    /** The same with this many outputs for each channel; default 1. */
    public DepthwiseConv2d depthMultiplier(int depthMultiplier) {
        return new DepthwiseConv2d(
                kernelHeight, kernelWidth, depthMultiplier, options, activation, bias, kernelInitializer);
    }

    /** The same with this activation; default {@link Activation#LINEAR}, or that of {@link Layers#withActivation}. */
    public DepthwiseConv2d activation(Activation activation) {
        return new DepthwiseConv2d(
                kernelHeight, kernelWidth, depthMultiplier, options, activation, bias, kernelInitializer);
    }

    /** The same with or without a bias; default with. */
    public DepthwiseConv2d bias(boolean bias) {
        return new DepthwiseConv2d(
                kernelHeight, kernelWidth, depthMultiplier, options, activation, bias, kernelInitializer);
    }

    /** The same with this initialiser of the kernel; default {@link Initializers#forActivation}. */
    public DepthwiseConv2d kernelInitializer(Initializer initializer) {
        return new DepthwiseConv2d(kernelHeight, kernelWidth, depthMultiplier, options, activation, bias, initializer);
    }

    @Override
    public DepthwiseConv2d defaultActivation(Activation activation) {
        return this.activation == null ? activation(activation) : this;
    }

    @Override
    public String kind() {
        return "depthwise";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String label = context.label("depthwise_conv2d");
        Activation applied = Layers.chosen(activation);
        int channels = input.rank() == 3 ? input.dim(2) : 1;
        Shape kernelShape = Layers.weights(label, channels, kernelHeight, kernelWidth, channels, depthMultiplier);
        Shape output = dev.inkstone.ops.DepthwiseConv2d.outputShape(label, input, kernelShape, options);
        Parameter kernel = context.parameter(
                "kernel",
                kernelShape,
                output.dim(2),
                Layers.initializer(kernelInitializer, applied).with(fans(kernelShape)));
        Parameter biases = bias ? context.parameter("bias", Shape.of(output.dim(2)), Initializers.zeros()) : null;
        return Layer.of(
                output,
                (x, tape) -> depthwiseConv2d(
                        tape, x, tape.use(kernel), biases == null ? null : tape.use(biases), options, applied));
    }

    /** Of {@code [kh, kw, in, multiplier]}. */
    static Fans fans(Shape kernel) {
        double taps = (double) kernel.dim(0) * kernel.dim(1);
        return new Fans(taps, taps * kernel.dim(3));
    }
}

package dev.inkstone.layers;

import static dev.inkstone.ops.Conv2d.conv2d;

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
 * 2-d convolution over {@code [height, width, channels]}; parameters {@code kernel [kh, kw, in / groups, filters]} and {@code bias
 * [filters]} (zeros at the start).
 *
 * @param filters the number of output channels
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param options stride, dilation, padding and groups
 * @param activation applied to the output; null where none was chosen, which is {@link Activation#LINEAR} unless a group of
 *     layers has another default, see {@link Layers#withActivation}
 * @param bias whether there is a bias; leave it out before batch norm
 * @param kernelInitializer null for {@link Initializers#forActivation}; with groups, in {@code kh·kw·in/groups} and out {@code
 *     kh·kw·filters/groups}
 */
public record Conv2d(
        int filters,
        int kernelHeight,
        int kernelWidth,
        Options options,
        @Nullable Activation activation,
        boolean bias,
        @Nullable Initializer kernelInitializer)
        implements LayerSpec {
    /** @throws IllegalArgumentException if a size is below 1 */
    public Conv2d {
        Layers.positive("conv2d", "filters", filters);
        Layers.positive("conv2d", "kernel height", kernelHeight);
        Layers.positive("conv2d", "kernel width", kernelWidth);
    }

    /** The same with this stride on both axes; default 1. */
    public Conv2d stride(int stride) {
        return options(options.stride(stride));
    }

    /** The same with this dilation on both axes; default 1. */
    public Conv2d dilation(int dilation) {
        return options(options.dilation(dilation));
    }

    /** The same with this padding; default {@link Padding#SAME}. */
    public Conv2d padding(Padding padding) {
        return options(options.padding(padding));
    }

    /** The same with this many groups of channels that have nothing to do with each other; default 1. */
    public Conv2d groups(int groups) {
        return options(options.groups(groups));
    }

    /** The same with these options. */
    public Conv2d options(Options options) {
        return new Conv2d(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with this activation; default {@link Activation#LINEAR}, or that of {@link Layers#withActivation}. */
    public Conv2d activation(Activation activation) {
        return new Conv2d(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with or without a bias; default with. */
    public Conv2d bias(boolean bias) {
        return new Conv2d(filters, kernelHeight, kernelWidth, options, activation, bias, kernelInitializer);
    }

    /** The same with this initialiser of the kernel; default {@link Initializers#forActivation}. */
    public Conv2d kernelInitializer(Initializer initializer) {
        return new Conv2d(filters, kernelHeight, kernelWidth, options, activation, bias, initializer);
    }

    @Override
    public Conv2d defaultActivation(Activation activation) {
        return this.activation == null ? activation(activation) : this;
    }

    @Override
    public String kind() {
        return "conv";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String label = context.label("conv2d");
        Activation applied = Layers.chosen(activation);
        int channels = input.rank() == 3 ? input.dim(2) : 1;
        int groups = options.groups();
        Shape kernelShape = Layers.weights(label, channels, kernelHeight, kernelWidth, channels / groups, filters);
        Shape output = dev.inkstone.ops.Conv2d.outputShape(label, input, kernelShape, options);
        Initializer initializer = Layers.initializer(kernelInitializer, applied);
        Fans whole = Fans.of(kernelShape);
        Parameter kernel = context.parameter(
                "kernel",
                kernelShape,
                groups == 1 ? initializer : initializer.with(new Fans(whole.in(), whole.out() / groups)));
        Parameter biases = bias ? context.parameter("bias", Shape.of(filters), Initializers.zeros()) : null;
        return Layer.of(
                output,
                (x, tape) ->
                        conv2d(tape, x, tape.use(kernel), biases == null ? null : tape.use(biases), options, applied));
    }
}

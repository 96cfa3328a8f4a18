package dev.inkstone.layers;

import static dev.inkstone.ops.Conv2d.conv2d;
import static dev.inkstone.ops.DepthwiseConv2d.depthwiseConv2d;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2d.Options;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A depthwise convolution without bias, then one over single pixels that mixes the channels (Chollet, Xception, 2017), over {@code
 * [height, width, channels]}; parameters {@code depthwise_kernel [kh, kw, in, multiplier]}, {@code pointwise_kernel [1, 1, in ·
 * multiplier, filters]} and {@code bias [filters]} (zeros at the start), named as in Keras.
 *
 * @param filters the number of output channels
 * @param kernelHeight rows of the depthwise kernel
 * @param kernelWidth columns of the depthwise kernel
 * @param depthMultiplier the number of outputs of the depthwise part for each channel
 * @param options stride, dilation and padding of the depthwise part; one group
 * @param activation applied to the output; null where none was chosen, which is {@link Activation#LINEAR} unless a group of
 *     layers has another default, see {@link Layers#withActivation}
 * @param bias whether there is a bias; leave it out before batch norm
 * @param depthwiseInitializer null for {@link Initializers#glorotUniform}; in {@code kh·kw}, out {@code kh·kw·multiplier}
 * @param pointwiseInitializer null for {@link Initializers#forActivation}
 */
public record SeparableConv2d(
        int filters,
        int kernelHeight,
        int kernelWidth,
        int depthMultiplier,
        Options options,
        @Nullable Activation activation,
        boolean bias,
        @Nullable Initializer depthwiseInitializer,
        @Nullable Initializer pointwiseInitializer)
        implements LayerSpec {
    private static final Options POINTWISE = Options.DEFAULT;

    /** @throws IllegalArgumentException if a size is below 1 */
    public SeparableConv2d {
        Layers.positive("separable_conv2d", "filters", filters);
        Layers.positive("separable_conv2d", "kernel height", kernelHeight);
        Layers.positive("separable_conv2d", "kernel width", kernelWidth);
        Layers.positive("separable_conv2d", "depth multiplier", depthMultiplier);
    }

    /** The same with this stride on both axes; default 1. */
    public SeparableConv2d stride(int stride) {
        return options(options.stride(stride));
    }

    /** The same with this dilation on both axes; default 1. */
    public SeparableConv2d dilation(int dilation) {
        return options(options.dilation(dilation));
    }

    /** The same with this padding; default {@link Padding#SAME}. */
    public SeparableConv2d padding(Padding padding) {
        return options(options.padding(padding));
    }

    /** The same with these options. */
    public SeparableConv2d options(Options options) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                depthwiseInitializer,
                pointwiseInitializer);
    }

    /** The same with this many outputs for each channel of the depthwise part; default 1. */
    public SeparableConv2d depthMultiplier(int depthMultiplier) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                depthwiseInitializer,
                pointwiseInitializer);
    }

    /** The same with this activation; default {@link Activation#LINEAR}, or that of {@link Layers#withActivation}. */
    public SeparableConv2d activation(Activation activation) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                depthwiseInitializer,
                pointwiseInitializer);
    }

    /** The same with or without a bias; default with. */
    public SeparableConv2d bias(boolean bias) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                depthwiseInitializer,
                pointwiseInitializer);
    }

    /** The same with this initialiser of the depthwise kernel; default {@link Initializers#glorotUniform}. */
    public SeparableConv2d depthwiseInitializer(Initializer initializer) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                initializer,
                pointwiseInitializer);
    }

    /** The same with this initialiser of the pointwise kernel; default {@link Initializers#forActivation}. */
    public SeparableConv2d pointwiseInitializer(Initializer initializer) {
        return new SeparableConv2d(
                filters,
                kernelHeight,
                kernelWidth,
                depthMultiplier,
                options,
                activation,
                bias,
                depthwiseInitializer,
                initializer);
    }

    @Override
    public SeparableConv2d defaultActivation(Activation activation) {
        return this.activation == null ? activation(activation) : this;
    }

    @Override
    public String kind() {
        return "separable";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String label = context.label("separable_conv2d");
        Activation applied = Layers.chosen(activation);
        int channels = input.rank() == 3 ? input.dim(2) : 1;
        Shape depthwiseShape = Layers.weights(label, channels, kernelHeight, kernelWidth, channels, depthMultiplier);
        Shape between = dev.inkstone.ops.DepthwiseConv2d.outputShape(label, input, depthwiseShape, options);
        Shape pointwiseShape = Layers.weights(label, channels, 1, 1, between.dim(2), filters);
        Shape output = dev.inkstone.ops.Conv2d.outputShape(label, between, pointwiseShape, POINTWISE);
        Parameter depthwise = context.parameter(
                "depthwise_kernel",
                depthwiseShape,
                between.dim(2),
                Layers.initializer(depthwiseInitializer, Activation.LINEAR).with(DepthwiseConv2d.fans(depthwiseShape)));
        Parameter pointwise = context.parameter(
                "pointwise_kernel", pointwiseShape, Layers.initializer(pointwiseInitializer, applied));
        Parameter biases = bias ? context.parameter("bias", Shape.of(filters), Initializers.zeros()) : null;
        return Layer.of(output, (x, tape) -> {
            Tensor channelwise = depthwiseConv2d(tape, x, tape.use(depthwise), options);
            Tensor offsets = biases == null ? null : tape.use(biases);
            return conv2d(tape, channelwise, tape.use(pointwise), offsets, POINTWISE, applied);
        });
    }
}

package dev.inkstone.layers;

import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Pool2d;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The layers under their usual names, for a static import. */
public final class Layers {
    private Layers() {}

    /** 2-d convolution with a square kernel: stride 1, SAME padding, with bias, no activation. */
    public static Conv2d conv2d(int filters, int kernel) {
        return conv2d(filters, kernel, kernel);
    }

    /** 2-d convolution: stride 1, SAME padding, with bias, no activation. */
    public static Conv2d conv2d(int filters, int kernelHeight, int kernelWidth) {
        return new Conv2d(
                filters, kernelHeight, kernelWidth, dev.inkstone.ops.Conv2d.Options.DEFAULT, null, true, null);
    }

    /** A fully connected layer with bias, no activation. */
    public static Dense dense(int units) {
        return new Dense(units, null, true, null);
    }

    /** Max pooling over square windows side by side, no padding. */
    public static MaxPool2d maxPool2d(int size) {
        return new MaxPool2d(Pool2d.of(size));
    }

    /** Average pooling over square windows side by side, no padding. */
    public static AveragePool2d averagePool2d(int size) {
        return new AveragePool2d(Pool2d.of(size));
    }

    /** All dimensions of an example in one. */
    public static Flatten flatten() {
        return new Flatten();
    }

    /** Other dimensions for an example; one of them may be -1. */
    public static ReshapeTo reshape(int... dims) {
        return new ReshapeTo(Arrays.stream(dims).boxed().toList());
    }

    /** An activation on its own. */
    public static ActivationLayer activation(Activation activation) {
        return new ActivationLayer(activation);
    }

    /** {@code alpha·x} where x ≤ 0, else x; {@code activation(LEAKY_RELU)} is {@code leakyRelu(0.01)}. */
    public static LeakyRelu leakyRelu(double alpha) {
        return new LeakyRelu((float) alpha);
    }

    /** {@code alpha·(eˣ − 1)} where x ≤ 0, else x; {@code activation(ELU)} is {@code elu(1)}. */
    public static Elu elu(double alpha) {
        return new Elu((float) alpha);
    }

    /** Probabilities over the last axis; not before {@code softmaxCrossEntropy()}. */
    public static Softmax softmax() {
        return new Softmax();
    }

    /** Drops each element with probability {@code rate} in training. */
    public static Dropout dropout(double rate) {
        return new Dropout((float) rate);
    }

    /** Batch normalisation with momentum 0.99 and epsilon 1e-3, as in Keras. */
    public static BatchNorm batchNorm() {
        return new BatchNorm(0.99f, 1e-3f, Activation.LINEAR);
    }

    /** {@code x · scale}: preprocessing that is saved with the model. */
    public static Rescale rescale(double scale) {
        return rescale(scale, 0);
    }

    /**
     * {@code x · scale + offset}: preprocessing that is saved with the model.
     *
     * @throws IllegalArgumentException if a number is not finite as float32
     */
    public static Rescale rescale(double scale, double offset) {
        Rescale.check(scale, offset); // as they are given
        return new Rescale((float) scale, (float) offset);
    }

    /**
     * {@code (x − mean) / deviation} for each element of the last axis: preprocessing that is saved with the model.
     *
     * @throws IllegalArgumentException if the counts differ, or a number is not finite or no divisor as float32
     */
    public static Normalize normalize(double[] mean, double[] deviation) {
        return new Normalize(floats(mean), floats(deviation));
    }

    private static List<Float> floats(double[] values) {
        return Arrays.stream(values).mapToObj(value -> (float) value).toList();
    }

    /** Layers one after the other, as one layer. */
    public static Sequential sequential(LayerSpec... layers) {
        return new Sequential(Arrays.asList(layers));
    }

    /** {@code x + body(x)}. */
    public static Residual residual(LayerSpec... body) {
        return new Residual(sequential(body), null, Activation.LINEAR);
    }

    /** The mean of each channel over the whole image. */
    public static GlobalAveragePool2d globalAveragePool2d() {
        return new GlobalAveragePool2d(false);
    }

    /** The largest value of each channel over the whole image. */
    public static GlobalMaxPool2d globalMaxPool2d() {
        return new GlobalMaxPool2d(false);
    }

    /** Layer normalisation over the last axis with epsilon 1e-3, as in Keras. */
    public static LayerNorm layerNorm() {
        return new LayerNorm(List.of(-1), 1e-3f);
    }

    /** Group normalisation with epsilon 1e-3, as in Keras. */
    public static GroupNorm groupNorm(int groups) {
        return new GroupNorm(groups, 1e-3f);
    }

    /** A learned vector for each of {@code vocabulary} indices, which come as whole numbers in a float tensor. */
    public static Embedding embedding(int vocabulary, int dimension) {
        return new Embedding(vocabulary, dimension, null);
    }

    /** Branches that all get the input; their outputs are put one behind the other along the last axis, the channels. */
    public static Parallel parallel(LayerSpec... branches) {
        return new Parallel(List.of(branches), -1);
    }

    /** An image without {@code border} pixels on each side. */
    public static Cropping2d cropping2d(int border) {
        return cropping2d(border, border, border, border);
    }

    /** An image without so many rows and columns of its sides. */
    public static Cropping2d cropping2d(int top, int bottom, int left, int right) {
        return new Cropping2d(top, bottom, left, right);
    }

    /** The axes of an example in another order, the first one behind the batch being 0. */
    public static Permute permute(int... order) {
        return new Permute(Arrays.stream(order).boxed().toList());
    }

    /** Depthwise 2-d convolution, square kernel: stride 1, SAME padding, one output for each channel, with bias, no activation. */
    public static DepthwiseConv2d depthwiseConv2d(int kernel) {
        return depthwiseConv2d(kernel, kernel);
    }

    /** Depthwise 2-d convolution: stride 1, SAME padding, one output for each channel, with bias, no activation. */
    public static DepthwiseConv2d depthwiseConv2d(int kernelHeight, int kernelWidth) {
        return new DepthwiseConv2d(
                kernelHeight, kernelWidth, 1, dev.inkstone.ops.Conv2d.Options.DEFAULT, null, true, null);
    }

    /** A depthwise convolution, square kernel, and a pointwise one: stride 1, SAME padding, with bias, no activation. */
    public static SeparableConv2d separableConv2d(int filters, int kernel) {
        return separableConv2d(filters, kernel, kernel);
    }

    /** A depthwise convolution and a pointwise one: stride 1, SAME padding, with bias, no activation. */
    public static SeparableConv2d separableConv2d(int filters, int kernelHeight, int kernelWidth) {
        return new SeparableConv2d(
                filters, kernelHeight, kernelWidth, 1, dev.inkstone.ops.Conv2d.Options.DEFAULT, null, true, null, null);
    }

    /** Transposed 2-d convolution, square kernel: stride 1, SAME padding, with bias, no activation. */
    public static Conv2dTranspose conv2dTranspose(int filters, int kernel) {
        return conv2dTranspose(filters, kernel, kernel);
    }

    /** Transposed 2-d convolution: stride 1, SAME padding, with bias, no activation. */
    public static Conv2dTranspose conv2dTranspose(int filters, int kernelHeight, int kernelWidth) {
        return new Conv2dTranspose(
                filters, kernelHeight, kernelWidth, dev.inkstone.ops.Conv2dTranspose.Options.DEFAULT, null, true, null);
    }

    /**
     * Like {@link #dropout} for networks of SELU layers: mean and variance stay what they are.
     *
     * @throws IllegalArgumentException if the rate is not in [0, 1)
     */
    public static AlphaDropout alphaDropout(double rate) {
        return new AlphaDropout((float) rate);
    }

    /**
     * Drops whole channels of an image with probability {@code rate} in training.
     *
     * @throws IllegalArgumentException if the rate is not in [0, 1)
     */
    public static SpatialDropout2d spatialDropout2d(double rate) {
        return new SpatialDropout2d((float) rate);
    }

    /** Logarithms of probabilities over the last axis; not before {@code softmaxCrossEntropy()}. */
    public static LogSoftmax logSoftmax() {
        return new LogSoftmax();
    }

    /**
     * Layers one after the other, with this activation for those that have not chosen one: {@code withActivation(RELU, conv2d(16, 3),
     * flatten(), dense(32), dense(10).activation(LINEAR))}. It reaches convolutions and dense layers, however deep they stand in
     * named, regularised, residual, parallel and sequential layers, and inner groups keep theirs. Batch norm, the sum of a residual
     * layer and its shortcut stay linear unless they say otherwise, as a normalised convolution or a projection usually has no
     * activation of its own.
     */
    public static Sequential withActivation(Activation activation, LayerSpec... layers) {
        return sequential(layers).defaultActivation(activation);
    }

    /** @throws ShapeException if there is nothing along the last axis */
    static void requireClasses(String label, Shape input) {
        if (input.rank() == 0 || input.dim(-1) == 0) {
            throw new ShapeException(label + ": input " + input + " has "
                    + (input.rank() == 0 ? "rank 0" : "no classes") + ", expected [..., classes] with at least one");
        }
    }

    static Activation chosen(@Nullable Activation activation) {
        return activation == null ? Activation.LINEAR : activation;
    }

    static Initializer initializer(@Nullable Initializer chosen, Activation activation) {
        return chosen != null ? chosen : Initializers.forActivation(activation);
    }

    /** The shape of weights for {@code inputs} features, none of them 0 and not more in all than an array holds. */
    static Shape weights(String label, int inputs, int... dims) {
        if (inputs == 0) {
            throw new ShapeException(label + ": input has 0 features, expected 1 or more; check the layer before it");
        }
        BigInteger count =
                Arrays.stream(dims).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (count.bitLength() > 31) {
            throw new ShapeException(label + ": kernel " + Arrays.toString(dims) + " has " + count
                    + " weights, expected at most " + Integer.MAX_VALUE + "; make the layer smaller, or its input");
        }
        return Shape.of(dims);
    }

    static void positive(String layer, String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(layer + ": " + what + " " + value + ", expected 1 or more");
        }
    }
}

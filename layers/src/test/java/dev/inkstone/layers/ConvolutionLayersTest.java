package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.conv2dTranspose;
import static dev.inkstone.layers.Layers.depthwiseConv2d;
import static dev.inkstone.layers.Layers.separableConv2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Padding;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Grouped, depthwise, separable and transposed convolution as layers: shapes, names, values, initial weights, errors. */
class ConvolutionLayersTest {
    /** Nine ones lead to each output; over all channels their norm would be 6, and they would be shortened to ¼. */
    @Test
    void aNormIsLimitedForEachOutputOfADepthwiseKernel() {
        var ones = Initializers.ones();
        Model model = Model.build(
                Shape.of(5, 5, 4),
                1,
                depthwiseConv2d(3).depthMultiplier(2).kernelInitializer(ones).maxNorm(1.5),
                separableConv2d(1, 3)
                        .depthwiseInitializer(ones)
                        .pointwiseInitializer(ones)
                        .maxNorm(1.5));
        model.constrain();
        assertThat(model.parameters().get("depthwise1/kernel").value().toArray())
                .containsOnly(0.5f);
        assertThat(model.parameters().get("separable1/depthwise_kernel").value().toArray())
                .containsOnly(0.5f);
        assertThat(model.parameters().get("separable1/pointwise_kernel").value().toArray())
                .containsOnly((float) (1.5 / Math.sqrt(8)));
    }

    @Test
    void shapesAndNames() {
        Model model = Model.build(
                Shape.of(9, 16, 6),
                1,
                conv2d(12, 3).groups(3).activation(Activation.RELU),
                depthwiseConv2d(3).stride(2).depthMultiplier(2),
                separableConv2d(10, 3, 5).depthMultiplier(2).activation(Activation.SILU),
                depthwiseConv2d(2, 3).padding(Padding.VALID).dilation(2).bias(false),
                conv2dTranspose(7, 4).stride(2),
                conv2dTranspose(3, 2)
                        .stride(3)
                        .padding(Padding.VALID)
                        .outputPadding(1)
                        .bias(false));
        assertThat(model.parameters().list().stream().map(p -> p.name() + " " + p.shape()))
                .containsExactly(
                        "conv1/kernel [3, 3, 2, 12]",
                        "conv1/bias [12]",
                        "depthwise1/kernel [3, 3, 12, 2]",
                        "depthwise1/bias [24]",
                        "separable1/depthwise_kernel [3, 5, 24, 2]",
                        "separable1/pointwise_kernel [1, 1, 48, 10]",
                        "separable1/bias [10]",
                        "depthwise2/kernel [2, 3, 10, 1]",
                        "deconv1/kernel [4, 4, 10, 7]",
                        "deconv1/bias [7]",
                        "deconv2/kernel [2, 2, 7, 3]");
        assertThat(model.layers().stream().map(LayerInfo::output))
                .containsExactly(
                        Shape.of(9, 16, 12),
                        Shape.of(5, 8, 24),
                        Shape.of(5, 8, 10),
                        Shape.of(3, 4, 10),
                        Shape.of(6, 8, 7),
                        Shape.of(18, 24, 3));
    }

    @Test
    void aSeparableConvolutionIsADepthwiseAndAPointwiseOne() {
        Tensor x = random(2, 7, 6, 5);
        Model both = Model.build(
                Shape.of(7, 6, 5), 3, separableConv2d(4, 3).stride(2).activation(Activation.RELU));
        Model parts = Model.build(
                Shape.of(7, 6, 5),
                4,
                depthwiseConv2d(3).stride(2).bias(false),
                conv2d(4, 1).activation(Activation.RELU));
        copy(
                both.parameter("separable1/depthwise_kernel").value(),
                parts.parameter("depthwise1/kernel").value());
        copy(
                both.parameter("separable1/pointwise_kernel").value(),
                parts.parameter("conv1/kernel").value());
        assertThat(both.predict(x).toArray()).containsExactly(parts.predict(x).toArray());
    }

    @Test
    void layersThatChangeTheSizeAreInverseInShape() {
        Model model = Model.build(
                Shape.of(8, 12, 3),
                1,
                conv2d(5, 3).stride(2),
                conv2dTranspose(3, 3).stride(2));
        assertThat(model.outputShape()).isEqualTo(Shape.of(8, 12, 3));
        try (Tape tape = Tape.inference()) {
            assertThat(model.forward(random(2, 8, 12, 3), tape).shape()).isEqualTo(Shape.of(2, 8, 12, 3));
        }
    }

    @Test
    void initialWeightsFollowTheConnections() {
        double he = 2;
        assertThat(variance(conv2d(256, 3).groups(4), 64, "conv1/kernel")).isCloseTo(he / (9 * 16), withPercentage(10));
        assertThat(variance(depthwiseConv2d(3).depthMultiplier(2), 512, "depthwise1/kernel"))
                .isCloseTo(he / 9, withPercentage(10));
        assertThat(variance(conv2dTranspose(64, 4).stride(2), 64, "deconv1/kernel"))
                .isCloseTo(he / (4 * 64), withPercentage(10));
        Model separable = Model.build(
                Shape.of(5, 5, 512), 1, separableConv2d(8, 3).depthwiseInitializer(Initializers.glorotNormal()));
        assertThat(variance(separable, "separable1/depthwise_kernel")).isCloseTo(1 / 9.0, withPercentage(10));
        Model glorot = Model.build(Shape.of(5, 5, 64), 1, conv2d(128, 3).groups(4));
        assertThat(variance(glorot, "conv1/kernel")).isCloseTo(2 / (9.0 * 16 + 9 * 32), withPercentage(10));
    }

    @Test
    void whatDoesNotFitIsSaidWhenTheModelIsBuilt() {
        fails(
                "conv2d 'conv2': input with 6 channels in 4 groups, expected a multiple of 4; choose a number of groups that"
                        + " divides both the channels and the filters (layers before it: input [8, 8, 3] → conv1 [8, 8, 6])",
                conv2d(6, 1),
                conv2d(8, 3).groups(4));
        fails(
                "conv2d 'conv1': kernel [3, 3, 1, 8] with 8 filters in 3 groups",
                conv2d(8, 3).groups(3));
        fails("conv2d 'conv1': input with 3 channels in 5 groups", conv2d(5, 3).groups(5));
        fails(
                "depthwise_conv2d 'depthwise1': height 8 is smaller than the window of 9",
                depthwiseConv2d(9).padding(Padding.VALID));
        fails(
                "separable_conv2d 'separable1': height 8 is smaller than the window of 9",
                separableConv2d(4, 9).padding(Padding.VALID));
        fails(
                "conv2d_transpose 'deconv1': output padding 2 of the height with stride 2",
                conv2dTranspose(4, 3).stride(2).padding(Padding.VALID).outputPadding(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.build(
                        Shape.of(8, 8, 3),
                        1,
                        depthwiseConv2d(3).options(dev.inkstone.ops.Conv2d.Options.DEFAULT.groups(3))))
                .withMessageContaining("depthwise_conv2d 'depthwise1': groups 3, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depthwiseConv2d(3).depthMultiplier(0))
                .withMessage("depthwise_conv2d: depth multiplier 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> separableConv2d(0, 3))
                .withMessage("separable_conv2d: filters 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conv2dTranspose(3, 0))
                .withMessage("conv2d_transpose: kernel height 0, expected 1 or more");
    }

    @Test
    void theSummaryNamesThem() {
        Model model = Model.build(
                Shape.of(8, 8, 4),
                1,
                depthwiseConv2d(3),
                separableConv2d(6, 3),
                conv2dTranspose(2, 2).stride(2));
        assertThat(model.summary())
                .contains("DepthwiseConv2d  [8, 8, 4]            40")
                .contains("SeparableConv2d  [8, 8, 6]            66")
                .contains("Conv2dTranspose  [16, 16, 2]          50");
    }

    private static double variance(LayerSpec layer, int channels, String parameter) {
        LayerSpec he = layer instanceof Conv2d c
                ? c.kernelInitializer(Initializers.heNormal())
                : layer instanceof DepthwiseConv2d d
                        ? d.kernelInitializer(Initializers.heNormal())
                        : ((Conv2dTranspose) layer).kernelInitializer(Initializers.heNormal());
        return variance(Model.build(Shape.of(5, 5, channels), 1, he), parameter);
    }

    private static double variance(Model model, String parameter) {
        double squares = 0;
        float[] values = model.parameter(parameter).value().toArray();
        for (float v : values) {
            squares += (double) v * v;
        }
        return squares / values.length;
    }

    private static void copy(Tensor from, Tensor to) {
        System.arraycopy(from.array(), from.offset(), to.array(), to.offset(), from.size());
    }

    private static void fails(String message, LayerSpec... layers) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Model.build(Shape.of(8, 8, 3), 1, layers))
                .withMessageContaining(message);
    }

    private static Tensor random(int... dims) {
        Tensor x = Tensor.zeros(Shape.of(dims));
        RandomStream stream = RandomStream.of(1, "inputs");
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = stream.uniform(i);
        }
        return x;
    }
}

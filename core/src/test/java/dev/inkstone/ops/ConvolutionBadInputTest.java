package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What grouped, depthwise and transposed convolution say to what does not fit. */
@Tag("once")
class ConvolutionBadInputTest {
    private static final String PLACE = " 'block1/layer': ";

    @Test
    void groups() {
        grouped(
                4,
                zeros(3, 3, 1, 8),
                "input with 6 channels in 4 groups, expected a multiple of 4; choose a number of groups that divides both"
                        + " the channels and the filters");
        grouped(
                3,
                zeros(3, 3, 6, 9),
                "kernel [3, 3, 6, 9], expected [kh, kw, 2, out] for an input with 6 channels in 3 groups; the third dimension is"
                        + " the number of input channels of a group");
        grouped(3, zeros(3, 3, 2, 0), "kernel [3, 3, 2, 0], expected [kh, kw, 2, out]");
        grouped(
                3,
                zeros(3, 3, 2, 8),
                "kernel [3, 3, 2, 8] with 8 filters in 3 groups, expected a multiple of 3; choose a number of groups that"
                        + " divides both the channels and the filters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conv2d.Options.DEFAULT.groups(0))
                .withMessage("conv2d: groups 0, expected 1 or more");
    }

    @Test
    void depthwise() {
        depthwise(
                zeros(2, 8, 8),
                zeros(3, 3, 8, 1),
                null,
                "input [2, 8, 8] has rank 3, expected rank 4 [batch, height, width, channels]; add a channel axis with"
                        + " reshape(8, 8, 1)");
        depthwise(
                zeros(2, 8, 8, 3),
                zeros(3, 3, 1, 3),
                null,
                "kernel [3, 3, 1, 3], expected [kh, kw, 3, multiplier] for an input with 3 channels; the third dimension is the"
                        + " number of input channels");
        depthwise(zeros(2, 8, 8, 3), zeros(9, 3), null, "kernel [9, 3], expected [kh, kw, 3, multiplier]");
        depthwise(zeros(2, 8, 8, 3), zeros(3, 3, 3, 0), null, "kernel [3, 3, 3, 0], expected [kh, kw, 3, multiplier]");
        depthwise(zeros(2, 8, 8, 3), zeros(3, 3, 3, 2), zeros(3), "bias [3], expected [6]; one value for each output");
        fails(
                tape -> DepthwiseConv2d.depthwiseConv2d(
                        tape, zeros(2, 8, 8, 3), zeros(3, 3, 3, 2), Conv2d.Options.DEFAULT.groups(3)),
                IllegalArgumentException.class,
                "depthwise_conv2d" + PLACE
                        + "groups 3, expected 1; every channel is a group of its own, leave them out");
        fails(
                tape -> DepthwiseConv2d.depthwiseConv2d(
                        tape, zeros(1, 2, 2, 3), zeros(3, 3, 3, 1), Conv2d.Options.DEFAULT.padding(Padding.VALID)),
                ShapeException.class,
                "depthwise_conv2d" + PLACE
                        + "height 2 is smaller than the window of 3, expected at least 3; use a smaller window");
    }

    @Test
    void transposed() {
        Conv2dTranspose.Options same = Conv2dTranspose.Options.DEFAULT.stride(2);
        transposed(
                zeros(2, 64),
                zeros(3, 3, 3, 8),
                null,
                same,
                "input [2, 64] has rank 2, expected rank 4 [batch, height, width, channels]; reshape it to images");
        transposed(
                zeros(2, 4, 4, 3),
                zeros(3, 3, 8, 3),
                null,
                same,
                "kernel [3, 3, 8, 3], expected [kh, kw, 3, out] for an input with 3 channels; the third dimension is the number"
                        + " of input channels (in Keras the fourth)");
        transposed(zeros(2, 4, 4, 3), zeros(27, 8), null, same, "kernel [27, 8], expected [kh, kw, 3, out]");
        transposed(
                zeros(2, 4, 4, 3),
                zeros(3, 3, 3, 8),
                zeros(3),
                same,
                "bias [3], expected [8]; one value for each output");
        transposed(
                zeros(2, 0, 4, 3),
                zeros(3, 3, 3, 8),
                null,
                same,
                "height 0, expected at least 1; an image without pixels has nothing to grow from");
    }

    @Test
    void outputPadding() {
        Conv2dTranspose.Options valid =
                Conv2dTranspose.Options.DEFAULT.stride(2).padding(Padding.VALID);
        transposed(
                zeros(2, 4, 4, 3),
                zeros(3, 3, 3, 8),
                null,
                valid.outputPadding(2),
                "output padding 2 of the height with stride 2, expected less than the stride; it tells apart the sizes that a"
                        + " convolution with this stride maps to one");
        transposed(
                zeros(2, 4, 4, 3),
                zeros(3, 3, 3, 8),
                null,
                new Conv2dTranspose.Options(2, 2, 1, 1, Padding.SAME, 0, 1),
                "output padding 1 of the width with padding SAME, expected 0; SAME makes the output stride times as large, use"
                        + " VALID or explicit padding for another size");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid.outputPadding(-1))
                .withMessage("conv2d_transpose: output padding height -1, width -1, expected none to be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conv2dTranspose.Options.DEFAULT.stride(0))
                .withMessage("conv2d_transpose: stride height 0, expected 1 or more");
    }

    @Test
    void transposedSizesThatCannotBe() {
        transposed(
                zeros(2, 1, 4, 3),
                zeros(3, 3, 3, 8),
                null,
                Conv2dTranspose.Options.DEFAULT.padding(Padding.explicit(2)),
                "height of the output 3, cropped by 2 and 2, expected at least one pixel to be left; use a smaller padding");
        transposed(
                zeros(2, 3, 3, 3),
                zeros(3, 3, 3, 8),
                null,
                Conv2dTranspose.Options.DEFAULT.stride(Integer.MAX_VALUE),
                "height of the output 6442450941, expected at most 2147483639; use a smaller kernel, stride or dilation");
        transposed(
                zeros(2, 3, 3, 3),
                zeros(3, 3, 3, 8),
                null,
                Conv2dTranspose.Options.DEFAULT.stride(30_000).padding(Padding.VALID),
                "windows reach over [60003, 60003, 8], expected at most 2147483639 values with padding; use a smaller");
        transposed(
                zeros(2, 1, 1, 3),
                zeros(1, 1, 3, 8),
                null,
                Conv2dTranspose.Options.DEFAULT.stride(20_000),
                "output [20000, 20000, 8] for one image, expected at most 2147483639 values; use a smaller stride or fewer");
    }

    private static void grouped(int groups, Tensor kernel, String message) {
        fails(
                tape -> Conv2d.conv2d(tape, zeros(2, 8, 8, 6), kernel, Conv2d.Options.DEFAULT.groups(groups)),
                ShapeException.class,
                "conv2d" + PLACE + message);
    }

    private static void depthwise(Tensor x, Tensor kernel, Tensor bias, String message) {
        fails(
                tape -> DepthwiseConv2d.depthwiseConv2d(tape, x, kernel, bias, Conv2d.Options.DEFAULT, Activation.RELU),
                ShapeException.class,
                "depthwise_conv2d" + PLACE + message);
    }

    private static void transposed(
            Tensor x, Tensor kernel, Tensor bias, Conv2dTranspose.Options options, String message) {
        fails(
                tape -> Conv2dTranspose.conv2dTranspose(tape, x, kernel, bias, options, Activation.RELU),
                ShapeException.class,
                "conv2d_transpose" + PLACE + message);
    }

    private static void fails(Consumer<Tape> call, Class<? extends Exception> type, String message) {
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("block1/layer");
            assertThatThrownBy(() -> call.accept(tape)).isInstanceOf(type).hasMessageContaining(message);
        }
    }

    private static Tensor zeros(int... dims) {
        return Tensor.zeros(Shape.of(dims));
    }
}

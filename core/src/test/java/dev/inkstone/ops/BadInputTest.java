package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every op says to inputs that it cannot take: what was given, what was expected, what to do. */
@Tag("once")
class BadInputTest {
    private static final String PLACE = "'block1/layer': ";

    @Test
    void conv2dWithoutAChannelAxis() {
        try (Tape tape = Tape.inference()) {
            tape.enter("block1/conv");
            assertThatThrownBy(() -> Conv2d.conv2d(tape, zeros(32, 28, 28), zeros(3, 3, 1, 8), Conv2d.Options.DEFAULT))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage(
                            "conv2d 'block1/conv': input [32, 28, 28] has rank 3, expected rank 4 [batch, height, width,"
                                    + " channels]; add a channel axis with reshape(28, 28, 1)");
        }
    }

    @Test
    void conv2d() {
        conv(
                zeros(32, 784),
                zeros(3, 3, 1, 8),
                null,
                Padding.SAME,
                "input [32, 784] has rank 2, expected rank 4 [batch, height, width, channels]; reshape it to images with"
                        + " reshape(height, width, channels)");
        conv(
                zeros(2, 8, 8, 3),
                zeros(3, 3, 1, 8),
                null,
                Padding.SAME,
                "kernel [3, 3, 1, 8], expected [kh, kw, 3, out] for an input with 3 channels; the third dimension is the number"
                        + " of input channels");
        conv(zeros(2, 8, 8, 3), zeros(27, 8), null, Padding.SAME, "kernel [27, 8], expected [kh, kw, 3, out]");
        conv(
                zeros(2, 8, 8, 3),
                zeros(3, 3, 3, 0),
                null,
                Padding.SAME,
                "kernel [3, 3, 3, 0], expected [kh, kw, 3, out]");
        conv(
                zeros(2, 8, 8, 3),
                zeros(3, 3, 3, 8),
                zeros(3),
                Padding.SAME,
                "bias [3], expected [8]; one value for each output");
        conv(
                zeros(2, 2, 8, 3),
                zeros(3, 3, 3, 8),
                null,
                Padding.VALID,
                "height 2 is smaller than the window of 3, expected at least 3; use a smaller window or padding SAME");
        conv(
                zeros(2, 8, 1, 3),
                zeros(5, 5, 3, 8),
                null,
                Padding.explicit(1),
                "width 1 (3 padded) is smaller than the window of 5, expected at least 5");
    }

    @Test
    void conv2dOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conv2d.Options.DEFAULT.stride(0))
                .withMessage("conv2d: stride height 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conv2d.Options.DEFAULT.dilation(-1))
                .withMessage("conv2d: dilation height -1, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Padding.Explicit(0, 1, -1, 0))
                .withMessage("padding: top 0, bottom 1, left -1, right 0, expected none to be negative");
    }

    @Test
    void conv2dWindowsBeyondEveryArray() {
        int max = Integer.MAX_VALUE;
        reach(
                Padding.explicit(max),
                1,
                "height with padding 4294967302, expected at most 2147483639; use a smaller window,");
        reach(
                Padding.SAME,
                max,
                "height with padding 4294967302, expected at most 2147483639; use a smaller window, dilation");
        reach(
                Padding.VALID,
                max,
                "height 8 is smaller than the window of 4294967295, expected at least 4294967295; use");
        reach(
                Padding.SAME,
                30_000,
                "windows reach over [60008, 60008, 3], expected at most 2147483639 values with padding; use a smaller kernel,");
    }

    private static void reach(Padding padding, int dilation, String message) {
        assertThatThrownBy(() -> Conv2d.outputShape(
                        "conv2d 'block1/layer'",
                        Shape.of(8, 8, 3),
                        Shape.of(3, 3, 3, 4),
                        new Conv2d.Options(1, 1, dilation, dilation, padding)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("conv2d " + PLACE + message);
    }

    @Test
    void dense() {
        fails(
                tape -> Dense.dense(tape, zeros(784), zeros(784, 10), null, Activation.LINEAR),
                ShapeException.class,
                "dense " + PLACE + "input [784] has rank 1, expected rank 2 [batch, in] or more; add a batch axis with"
                        + " reshape(1, -1)");
        fails(
                tape -> Dense.dense(tape, zeros(5, 7, 7, 32), zeros(1568, 10), null, Activation.LINEAR),
                ShapeException.class,
                "dense " + PLACE
                        + "weights [1568, 10] with input [5, 7, 7, 32], expected [32, out]; the first dimension is the"
                        + " size of the input's last axis (flatten() images first)");
        fails(
                tape -> Dense.dense(tape, zeros(5, 4), zeros(4, 3), zeros(4), Activation.LINEAR),
                ShapeException.class,
                "dense " + PLACE + "bias [4], expected [3]; one value for each output");
        fails(
                tape -> Dense.dense(tape, zeros(5, 0), zeros(0, 3), null, Activation.LINEAR),
                ShapeException.class,
                "dense " + PLACE + "weights [0, 3]");
        fails(
                tape -> Dense.dense(tape, zeros(5, 3), zeros(3, 0), null, Activation.LINEAR),
                ShapeException.class,
                "dense " + PLACE + "weights [3, 0]");
    }

    @Test
    void pooling() {
        fails(
                tape -> MaxPool2d.maxPool2d(tape, zeros(2, 8, 8), Pool2d.of(2)),
                ShapeException.class,
                "max_pool2d " + PLACE
                        + "input [2, 8, 8] has rank 3, expected rank 4 [batch, height, width, channels]; add a"
                        + " channel axis with reshape(8, 8, 1)");
        fails(
                tape -> AveragePool2d.averagePool2d(tape, zeros(2, 8), Pool2d.of(2)),
                ShapeException.class,
                "average_pool2d " + PLACE + "input [2, 8] has rank 2, expected rank 4");
        fails(
                tape -> MaxPool2d.maxPool2d(tape, zeros(2, 1, 8, 3), Pool2d.of(2)),
                ShapeException.class,
                "max_pool2d " + PLACE
                        + "height 1 is smaller than the window of 2, expected at least 2; use a smaller window or"
                        + " padding SAME");
        fails(
                tape -> MaxPool2d.maxPool2d(tape, zeros(1, 0, 5, 1), new Pool2d(2, 2, 1, 1, Padding.explicit(1))),
                ShapeException.class,
                "max_pool2d " + PLACE
                        + "input [0, 5, 1] has no pixels, expected [height, width, channels] with at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pool2d.of(0))
                .withMessage("pool2d: window height 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pool2d(2, 2, 1, 1, Padding.explicit(2)))
                .withMessageContaining(
                        "is as large as the window of 2 × 2, expected less; a window must hold at least one pixel");
    }

    @Test
    void arithmeticOfShapesThatDoNotBroadcast() {
        String message = PLACE
                + "shapes [2, 3] and [2] differ at axis -1 (3 and 2), expected equal sizes or 1; reshape one of them";
        fails(tape -> Add.add(tape, zeros(2, 3), zeros(2)), ShapeException.class, "add " + message);
        fails(tape -> Subtract.subtract(tape, zeros(2, 3), zeros(2)), ShapeException.class, "subtract " + message);
        fails(tape -> Multiply.multiply(tape, zeros(2, 3), zeros(2)), ShapeException.class, "multiply " + message);
        fails(tape -> Divide.divide(tape, zeros(2, 3), zeros(2)), ShapeException.class, "divide " + message);
    }

    @Test
    void batchNorm() {
        String cure = "one value for each channel (the last axis of the input)";
        normalize(zeros(5), 5, 5, 5, "input [5], expected [batch, ..., channels] with at least one row");
        normalize(zeros(0, 5), 5, 5, 5, "input [0, 5], expected [batch, ..., channels] with at least one row");
        normalize(zeros(4, 5), 4, 5, 5, "gamma [4], expected [5]; " + cure);
        normalize(zeros(4, 5), 5, 4, 5, "beta [4], expected [5]; " + cure);
        normalize(zeros(4, 5), 5, 5, 4, "running mean [4], expected [5]; " + cure);
    }

    @Test
    void batchNormConstants() {
        Parameters own = new Parameters();
        var mean = own.declareState("mean", Shape.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchNorm.Statistics(mean, mean, 1f, 1e-3f))
                .withMessageContaining("batch_norm: momentum 1.0, expected 0 (inclusive) to 1 (exclusive)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchNorm.Statistics(mean, mean, 0.9f, 0f))
                .withMessageContaining("batch_norm: epsilon 0.0, expected a finite number above 0");
    }

    @Test
    void dropout() {
        for (float rate : new float[] {-0.1f, 1f, Float.NaN}) {
            fails(
                    tape -> Dropout.dropout(tape, zeros(2, 3), rate, "drop"),
                    IllegalArgumentException.class,
                    "dropout " + PLACE + "rate " + rate
                            + ", expected 0 (inclusive) to 1 (exclusive); it is the share that is"
                            + " dropped, not the share that is kept");
        }
        fails(
                tape -> Dropout.dropout(tape, zeros(), 0.5f, "drop"),
                ShapeException.class,
                "dropout " + PLACE + "input [] has rank 0, expected [batch, ...]");
    }

    @Test
    void reshape() {
        fails(
                tape -> Reshape.reshape(tape, zeros(2, 3), 4, 2),
                ShapeException.class,
                "reshape: [2, 3] has 6 elements, [4, 2] cannot hold them; the products of the dimensions must be equal");
        fails(tape -> Reshape.flatten(tape, zeros()), ShapeException.class, "axis 0");
    }

    @Test
    void softmax() {
        fails(
                tape -> Softmax.softmax(tape, zeros()),
                ShapeException.class,
                "softmax " + PLACE + "input [], expected [..., classes] with at least one class");
        fails(
                tape -> Softmax.softmax(tape, zeros(3, 0)),
                ShapeException.class,
                "softmax " + PLACE + "input [3, 0], expected");
    }

    @Test
    void softmaxCrossEntropy() {
        loss(
                zeros(2, 3, 4),
                new int[2],
                "logits [2, 3, 4], expected [batch, classes] with at least one example and one class; end"
                        + " the model with dense(classes)");
        loss(zeros(0, 3), new int[0], "logits [0, 3], expected [batch, classes]");
        loss(
                zeros(4, 3),
                new int[3],
                "labels [3], expected [4], one class index for each example; turn one-hot rows into indices");
        loss(
                zeros(2, 3),
                new int[] {2, 3},
                "label 3 of example 1, expected 0 to 2; labels are class indices, and the logits have 3 classes: count"
                        + " labels from 0 with relabel(…), or end the model with one output for each class");
        loss(zeros(2, 3), new int[] {-1, 0}, "label -1 of example 0, expected 0 to 2");
    }

    @Test
    void softmaxFedIntoSoftmaxCrossEntropy() {
        String message = "softmax_cross_entropy " + PLACE + "the logits are the output of a softmax "
                + PLACE.replace(": ", "") + ", expected raw logits;" + " remove the softmax " + PLACE.replace(": ", "")
                + ", since this loss contains it";
        IntTensor labels = IntTensor.of(0, 1);
        fails(
                tape -> {
                    Tensor p = Softmax.softmax(tape, tape.watch(zeros(2, 3)));
                    SoftmaxCrossEntropy.softmaxCrossEntropy(tape, p, labels);
                },
                IllegalArgumentException.class,
                message);
        fails(
                tape -> {
                    Tensor p = Softmax.softmax(tape, zeros(2, 3, 1, 1).reshape(2, 1, 3));
                    SoftmaxCrossEntropy.softmaxCrossEntropy(tape, Reshape.flatten(tape, p), labels);
                },
                IllegalArgumentException.class,
                message);
        try (Tape tape = Tape.inference()) {
            Tensor p = Softmax.softmax(tape, zeros(2, 3));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, p, labels))
                    .withMessageContaining("the logits are the output of a softmax");
        }
    }

    @Test
    void tensorsOfATapeThatIsClosed() {
        Tape closed = Tape.record(Position.START);
        Tensor y = Relu.relu(closed, zeros(2, 3));
        closed.close();
        fails(
                tape -> Softmax.softmax(tape, y),
                IllegalStateException.class,
                "tensor [2, 3]: used after its tape (or batch) was closed, expected an open one; call copy() before that");
    }

    private static void conv(Tensor x, Tensor kernel, Tensor bias, Padding padding, String message) {
        fails(
                tape -> Conv2d.conv2d(tape, x, kernel, bias, Conv2d.Options.DEFAULT.padding(padding), Activation.RELU),
                ShapeException.class,
                "conv2d " + PLACE + message);
    }

    private static void normalize(Tensor x, int gamma, int beta, int mean, String message) {
        Parameters own = new Parameters();
        BatchNorm.Statistics statistics = new BatchNorm.Statistics(
                own.declareState("mean", Shape.of(mean)), own.declareState("variance", Shape.of(5)), 0.9f, 1e-3f);
        own.allocate();
        fails(
                tape -> BatchNorm.batchNorm(tape, x, zeros(gamma), zeros(beta), statistics, Activation.LINEAR),
                ShapeException.class,
                "batch_norm " + PLACE + message);
    }

    private static void loss(Tensor logits, int[] labels, String message) {
        fails(
                tape -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, logits, IntTensor.of(labels)),
                IllegalArgumentException.class,
                "softmax_cross_entropy " + PLACE + message);
    }

    private static void fails(Consumer<Tape> call, Class<? extends Exception> type, String message) {
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("block1/layer");
            ThrowingCallable run = () -> call.accept(tape);
            assertThatThrownBy(run).isInstanceOf(type).hasMessageContaining(message);
        }
    }

    private static Tensor zeros(int... dims) {
        return Tensor.zeros(Shape.of(dims));
    }
}

package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What the ops that reduce, move, multiply and normalise say to inputs that they cannot take, and what they give for none. */
@Tag("once")
class ShapeBadInputTest {
    private static final String PLACE = "'block1/layer': ";

    @Test
    void reductions() {
        fails(tape -> Sum.sum(tape, zeros(2, 3), 2), "sum " + PLACE + "axis 2 of input [2, 3], expected -2 to 1");
        fails(tape -> Sum.sum(tape, zeros(), 0), "sum " + PLACE + "axis 0 of input [], expected no axis");
        fails(
                tape -> Mean.mean(tape, zeros(2, 3), 1, -1),
                "mean " + PLACE + "axes [1, -1] of input [2, 3], expected each once");
        String none = PLACE + "input [2, 0] has 0 elements along the axes, expected at least 1";
        fails(tape -> Mean.mean(tape, zeros(2, 0), 1), "mean " + none);
        fails(tape -> Max.max(tape, zeros(2, 0), 1), "max " + none);
        fails(tape -> Min.min(tape, zeros(2, 0), 1), "min " + none);
        fails(
                tape -> Variance.variance(tape, zeros(2, 1), 1, false, 1),
                "variance " + PLACE + "input [2, 1] has 1 elements along the axes, expected at least 2");
        failsWith(
                IllegalArgumentException.class,
                tape -> Variance.variance(tape, zeros(2, 3), -1, false),
                "variance " + PLACE + "correction -1, expected 0 or more");
        fails(tape -> Norm.norm(tape, zeros(2, 3), -3), "norm " + PLACE + "axis -3 of input [2, 3], expected -2 to 1");
        fails(
                tape -> LogSoftmax.logSoftmax(tape, zeros()),
                "log_softmax " + PLACE + "input [], expected [..., classes]");
        fails(tape -> LogSoftmax.logSoftmax(tape, zeros(2, 3), 2), "log_softmax " + PLACE + "axis 2 of input [2, 3]");
    }

    @Test
    void globalPooling() {
        String message = PLACE + "input [2, 8, 8] has rank 3, expected rank 4 [batch, height, width, channels]";
        fails(
                tape -> GlobalAveragePool2d.globalAveragePool2d(tape, zeros(2, 8, 8), false),
                "global_average_pool2d " + message);
        fails(tape -> GlobalMaxPool2d.globalMaxPool2d(tape, zeros(2, 8, 8), false), "global_max_pool2d " + message);
    }

    @Test
    void moves() {
        fails(
                tape -> Transpose.transpose(tape, zeros(2, 3), 0, 0),
                "transpose " + PLACE + "order [0, 0] for input [2, 3], expected each of [0, 1] once");
        fails(
                tape -> Concat.concat(tape, 1, zeros(2, 3), zeros(3, 3)),
                "concat " + PLACE + "input 1 [3, 3], expected the shape of input 0 [2, 3] in all but axis 1");
        fails(
                tape -> Concat.concat(tape, 0, zeros(2, 3), zeros(2)),
                "concat " + PLACE + "input 1 [2], expected the shape of input 0 [2, 3] in all but axis 0");
        fails(tape -> Concat.concat(tape, 2, zeros(2, 3)), "concat " + PLACE + "axis 2 of input [2, 3]");
        failsWith(
                IllegalArgumentException.class,
                tape -> Concat.concat(tape, 0),
                "concat " + PLACE + "no inputs, expected at least one");
        fails(
                tape -> Slice.slice(tape, zeros(4, 5), new int[] {1, 2}, new int[] {4, 1}),
                "slice " + PLACE
                        + "begin [1, 2] and size [4, 1] for input [4, 5], expected a block within it; axis 0 has 4 elements");
        fails(
                tape -> Slice.slice(tape, zeros(4), new int[] {5}, new int[] {-1}),
                "slice " + PLACE + "begin [5] and size [-1] for input [4], expected a block within it");
        fails(
                tape -> Slice.slice(tape, zeros(4, 5), new int[] {1}, new int[] {1, 1}),
                "slice " + PLACE + "begin [1] and size [1, 1] for input [4, 5], expected one number for each axis");
        fails(
                tape -> Split.split(tape, zeros(4, 5), 1, 2, 2),
                "split " + PLACE + "sizes [2, 2] along axis 1 of input [4, 5], expected numbers that add up to 5");
        fails(tape -> Split.split(tape, zeros(4), 0, 5, -1), "split " + PLACE + "sizes [5, -1] along axis 0");
        fails(
                tape -> Split.splitEvenly(tape, zeros(4, 5), -1, 2),
                "split " + PLACE + "2 parts along axis -1 of input [4, 5], expected a divisor of 5");
        failsWith(
                IllegalArgumentException.class,
                tape -> Split.splitEvenly(tape, zeros(4), 0, 0),
                "split " + PLACE + "parts 0, expected 1 or more");
        fails(
                tape -> Pad.pad(tape, zeros(2), new int[] {-1}, new int[] {0}, 0),
                "pad " + PLACE
                        + "before [-1] and after [0] for input [2], expected a number of 0 or more for each axis");
        fails(
                tape -> Pad.pad(tape, zeros(2), new int[0], new int[] {1}, 0),
                "pad " + PLACE + "before [] and after [1]");
    }

    @Test
    void tables() {
        failsWith(
                IllegalArgumentException.class,
                tape -> Gather.gather(tape, zeros(3, 2), IntTensor.of(0, 3)),
                "gather " + PLACE + "index 3 at position 1, expected 0 to 2; the table has 3 rows");
        failsWith(
                IllegalArgumentException.class,
                tape -> Gather.gather(tape, zeros(3, 2), IntTensor.of(-1)),
                "gather " + PLACE + "index -1 at position 0");
        fails(
                tape -> Gather.gather(tape, zeros(), IntTensor.of(0)),
                "gather " + PLACE + "table [], expected [rows, ...]");
        fails(
                tape -> Embedding.embedding(tape, zeros(3), zeros(2)),
                "embedding " + PLACE + "table [3], expected [vocabulary, dimension]");
        failsWith(
                IllegalArgumentException.class,
                tape -> Embedding.embedding(tape, zeros(3, 2), Tensor.of(Shape.of(1), 0.5f)),
                "embedding " + PLACE + "index 0.5 at position 0, expected a whole number from 0 to 2");
    }

    @Test
    void products() {
        fails(
                tape -> MatMul.matMul(tape, zeros(3), zeros(3, 2)),
                "matmul " + PLACE + "inputs [3] and [3, 2], expected [..., m, k] and [..., k, n]; reshape a vector");
        fails(
                tape -> MatMul.matMul(tape, zeros(2, 3), zeros(2, 3)),
                "matmul " + PLACE + "inputs [2, 3] and [2, 3], expected [..., m, k] and [..., k, n] with equal k");
        fails(tape -> MatMul.matMul(tape, zeros(2, 0), zeros(0, 3)), "matmul " + PLACE + "inputs [2, 0] and [0, 3]");
        fails(
                tape -> MatMul.matMul(tape, zeros(2, 3, 4), zeros(3, 4, 5)),
                "matmul " + PLACE + "shapes [2] and [3] differ at axis -1 (2 and 3), expected equal sizes or 1");
    }

    @Test
    void normalizations() {
        fails(
                tape -> LayerNorm.layerNorm(tape, zeros(2, 3, 4), zeros(3), zeros(4), 1e-3f, -1),
                "layer_norm " + PLACE + "gamma [3], expected [4]; the sizes of the normalised axes of input [2, 3, 4]");
        fails(
                tape -> LayerNorm.layerNorm(tape, zeros(2, 3, 4), zeros(3, 4), zeros(4), 1e-3f, 1, 2),
                "layer_norm " + PLACE + "beta [4], expected [3, 4]");
        failsWith(
                IllegalArgumentException.class,
                tape -> LayerNorm.layerNorm(tape, zeros(2, 3), zeros(3), zeros(3), 0f),
                "layer_norm " + PLACE + "epsilon 0.0, expected a finite number above 0");
        fails(
                tape -> GroupNorm.groupNorm(tape, zeros(2, 5, 6), zeros(6), zeros(6), 4, 1e-3f),
                "group_norm " + PLACE + "4 groups for input [2, 5, 6], expected a divisor of the number of channels");
        fails(
                tape -> GroupNorm.groupNorm(tape, zeros(6), zeros(6), zeros(6), 2, 1e-3f),
                "group_norm " + PLACE + "input [6], expected [batch, ..., channels]");
        fails(
                tape -> GroupNorm.groupNorm(tape, zeros(2, 6), zeros(2), zeros(6), 2, 1e-3f),
                "group_norm " + PLACE + "gamma [2], expected [6]; one value for each channel");
        failsWith(
                IllegalArgumentException.class,
                tape -> GroupNorm.groupNorm(tape, zeros(2, 6), zeros(6), zeros(6), 0, 1e-3f),
                "group_norm " + PLACE + "groups 0, expected 1 or more");
    }

    @Test
    void emptyInputsGiveEmptyOutputs() {
        try (Tape tape = Tape.inference()) {
            assertThat(Sum.sum(tape, zeros(2, 0), 1).toArray()).containsExactly(0, 0);
            assertThat(Norm.norm(tape, zeros(0)).item()).isZero();
            assertThat(Transpose.transpose(tape, zeros(0, 3)).shape()).isEqualTo(Shape.of(3, 0));
            assertThat(MatMul.matMul(tape, zeros(0, 3), zeros(3, 2)).shape()).isEqualTo(Shape.of(0, 2));
            assertThat(MatMul.matMul(tape, zeros(0, 2, 3), zeros(1, 3, 2)).shape())
                    .isEqualTo(Shape.of(0, 2, 2));
            assertThat(Concat.concat(tape, 0, zeros(0, 3), zeros(2, 3)).shape()).isEqualTo(Shape.of(2, 3));
            assertThat(Gather.gather(tape, zeros(2, 3), IntTensor.of()).shape()).isEqualTo(Shape.of(0, 3));
            assertThat(GlobalMaxPool2d.globalMaxPool2d(tape, zeros(0, 2, 2, 3), false)
                            .shape())
                    .isEqualTo(Shape.of(0, 3));
            assertThat(LayerNorm.layerNorm(tape, zeros(0, 3), zeros(3), zeros(3), 1e-3f)
                            .shape())
                    .isEqualTo(Shape.of(0, 3));
        }
    }

    private static void fails(Consumer<Tape> call, String message) {
        failsWith(ShapeException.class, call, message);
    }

    private static void failsWith(Class<? extends Exception> type, Consumer<Tape> call, String message) {
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

package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What element-wise ops say to inputs that they cannot take; most take everything. */
@Tag("once")
class PointwiseBadInputTest {
    private static final Tensor X = Tensor.zeros(Shape.of(2, 3));

    @Test
    void constantsThatAreNotFinite() {
        fails(
                tape -> LeakyRelu.leakyRelu(tape, X, Float.NaN),
                "leaky_relu 'act1': alpha NaN, expected a finite number");
        fails(
                tape -> Elu.elu(tape, X, Float.POSITIVE_INFINITY),
                "elu 'act1': alpha Infinity, expected a finite number");
        fails(tape -> Pow.pow(tape, X, Float.NaN), "pow 'act1': exponent NaN, expected a finite number");
    }

    @Test
    void clipWithBoundsTheWrongWayRound() {
        fails(tape -> Clip.clip(tape, X, 6, 0), "clip 'act1': minimum 6.0, maximum 0.0, expected minimum <= maximum");
        fails(tape -> Clip.clip(tape, X, Float.NaN, 0), "clip 'act1': minimum NaN, maximum 0.0");
    }

    @Test
    void shapesThatDoNotFit() {
        Tensor two = Tensor.zeros(Shape.of(2));
        String message = "'act1': shapes [2, 3] and [2] differ at axis -1 (3 and 2), expected equal sizes or 1";
        fails(tape -> Maximum.maximum(tape, X, two), "maximum " + message);
        fails(tape -> Minimum.minimum(tape, X, two), "minimum " + message);
        IntTensor mask = IntTensor.wrap(new int[6], 0, Shape.of(2, 3));
        fails(tape -> Where.where(tape, mask, X, two), "where " + message);
        fails(
                tape -> Where.where(tape, IntTensor.of(1, 0), X, X),
                "where 'act1': shapes [2] and [2, 3] differ at axis -1 (2 and 3), expected equal sizes or 1");
    }

    @Test
    void softmaxOverAnAxisThatIsNotThere() {
        fails(tape -> Softmax.softmax(tape, X, 2), "softmax 'act1': axis 2 of input [2, 3], expected -2 to 1");
        fails(tape -> Softmax.softmax(tape, X, -3), "softmax 'act1': axis -3 of input [2, 3], expected -2 to 1");
    }

    @Test
    void anActivationThatNeedsItsInputCannotBeFused() {
        assertThatIllegalStateException()
                .isThrownBy(Activation.GELU::function)
                .withMessage("GELU: cannot be fused, for its gradient needs its input; call apply behind the op");
    }

    private static void fails(Consumer<Tape> call, String message) {
        Class<?> type = message.contains("shape") || message.contains("axis")
                ? ShapeException.class
                : IllegalArgumentException.class;
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("act1");
            assertThatThrownBy(() -> call.accept(tape)).isInstanceOf(type).hasMessageStartingWith(message);
        }
    }
}

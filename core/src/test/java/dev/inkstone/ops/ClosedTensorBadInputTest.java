package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ops that take every shape and value cannot take: a tensor whose memory was given back. And overloads with all options. */
@Tag("once")
class ClosedTensorBadInputTest {
    @Test
    void activations() {
        refusesClosed(Relu::relu);
        refusesClosed(Selu::selu);
        refusesClosed(Sigmoid::sigmoid);
        refusesClosed(Tanh::tanh);
        refusesClosed(Softplus::softplus);
        refusesClosed(HardSigmoid::hardSigmoid);
        refusesClosed(HardSwish::hardSwish);
        refusesClosed(Silu::silu);
        refusesClosed(Gelu::gelu);
        refusesClosed(Gelu::geluTanh);
    }

    @Test
    void functions() {
        refusesClosed(Abs::abs);
        refusesClosed(Exp::exp);
        refusesClosed(Log::log);
        refusesClosed(Sqrt::sqrt);
    }

    @Test
    void reductionsThatKeepTheirAxes() {
        String message = " 'block1/layer': axis 2 of input [2, 3], expected -2 to 1";
        fails(tape -> Sum.sum(tape, zeros(2, 3), true, 2), "sum" + message);
        fails(tape -> Mean.mean(tape, zeros(2, 3), true, 2), "mean" + message);
        fails(tape -> Max.max(tape, zeros(2, 3), true, 2), "max" + message);
        fails(tape -> Min.min(tape, zeros(2, 3), true, 2), "min" + message);
        fails(tape -> Norm.norm(tape, zeros(2, 3), true, 2), "norm" + message);
    }

    @Test
    void transposedProducts() {
        fails(
                tape -> MatMul.matMul(tape, zeros(2, 3), zeros(3, 4), true, false),
                "expected [..., m, k] and [..., k, n] with equal k; transpose one of them");
    }

    private static void refusesClosed(BiConsumer<Tape, Tensor> op) {
        Tensor closed;
        try (Tape tape = Tape.record(Position.START)) {
            closed = Exp.exp(tape, zeros(2, 3));
        }
        try (Tape tape = Tape.record(Position.START)) {
            assertThatThrownBy(() -> op.accept(tape, closed))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("tensor [2, 3]: used after its tape (or batch) was closed, expected an open one; call"
                            + " copy() before that to keep the values");
        }
    }

    private static void fails(Consumer<Tape> call, String message) {
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("block1/layer");
            assertThatThrownBy(() -> call.accept(tape))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining(message);
        }
    }

    private static Tensor zeros(int... dims) {
        return Tensor.zeros(Shape.of(dims));
    }
}

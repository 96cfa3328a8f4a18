package dev.inkstone.losses;

import static dev.inkstone.ops.Mean.mean;
import static dev.inkstone.ops.Multiply.multiply;
import static dev.inkstone.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A loss made by {@link Loss#mean} is what the built-in one of the same name is: whole, weighted and in pieces. */
class OwnLossTest {
    private static final Loss OWN = Loss.mean((tape, y, targets) -> {
        Tensor d = subtract(tape, y, targets.values());
        return mean(tape, multiply(tape, d, d), 1);
    });
    private static final Tensor Y = Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 5f, -1f, 0.5f);
    private static final Targets T = Targets.of(Tensor.of(Shape.of(3, 2), 0f, 2.5f, 3f, 1f, 0.25f, 0f))
            .weightedBy(Tensor.of(Shape.of(3), 3f, 0.25f, 2f));

    @Test
    void wholeWithWeights() {
        assertThat(gradients(OWN, 0, 3, 0))
                .containsExactly(gradients(Losses.meanSquaredError(), 0, 3, 0), within(1e-6f));
    }

    @Test
    void piecesAddUpToTheWhole() {
        float[] whole = gradients(OWN, 0, 3, 0);
        float[] first = gradients(OWN, 0, 2, 3);
        float[] rest = gradients(OWN, 2, 3, 3);
        assertThat(first[0] + rest[0]).isCloseTo(whole[0], within(1e-6f));
        assertThat(Arrays.copyOfRange(first, 1, 5)).containsExactly(Arrays.copyOfRange(whole, 1, 5));
        assertThat(Arrays.copyOfRange(rest, 1, 3)).containsExactly(Arrays.copyOfRange(whole, 5, 7));
    }

    @Test
    void lossesThatAreNotOneForEachExample() {
        Loss wrong = Loss.mean((tape, y, targets) -> subtract(tape, y, targets.values()));
        assertThatThrownBy(() -> gradients(wrong, 0, 3, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "loss: losses [3, 2], expected [3], one for each example; take the mean or the sum of an example's"
                                + " own, as Mean.mean(tape, losses, 1)");
    }

    /** The loss of examples {@code from} to {@code to}, followed by the gradients of their predictions. */
    private static float[] gradients(Loss loss, int from, int to, int global) {
        try (Tape tape = Tape.record(Position.START.shard(from, global))) {
            Tensor y = tape.watch(Tensor.of(Shape.of(to - from, 2), Arrays.copyOfRange(Y.toArray(), 2 * from, 2 * to)));
            Tensor made = multiply(tape, y, Tensor.of(Shape.of(1), 1f));
            Tensor value = loss.of(made, T.rows(from, to));
            float[] gradient = tape.gradients(value).of(y).toArray();
            float[] all = new float[1 + gradient.length];
            all[0] = value.item();
            System.arraycopy(gradient, 0, all, 1, gradient.length);
            return all;
        }
    }
}

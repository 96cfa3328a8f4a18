package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;

/** The mean that losses of a user's own end with, whole and as a shard; losses are positive, so nothing cancels. */
@AddLifecycleHook(GradientTotals.class)
class BatchMeanGradientTest {
    @Property
    void batchMean(@ForAll @IntRange(min = 1, max = 17) int rows, @ForAll boolean weighted, @ForAll long seed) {
        Tensor losses = new Inputs(seed).positive(rows);
        Tensor weights = new Inputs(seed + 1).positive(rows);
        double[] byExample = Checked.doubles(weights)[0];
        for (int global : new int[] {0, 3 * rows}) {
            Checked.gradients(
                    GradientCheck.of((tape, v) -> BatchMean.batchMean(tape, v[0], weighted ? weights : null))
                            .at(Position.START.shard(0, global))
                            .against(v -> {
                                double sum = 0;
                                for (int i = 0; i < rows; i++) {
                                    sum += v[0][i] * (weighted ? byExample[i] : 1);
                                }
                                return new double[] {sum / (global == 0 ? rows : global)};
                            })
                            .seed(seed)
                            .limit(8),
                    losses);
        }
    }

    @Test
    void whatItCannotTake() {
        Tensor two = Tensor.of(Shape.of(2), 1f, 2f);
        String cure =
                ", expected [batch], one for each example; add those of an example up, as Sum.sum(tape, losses, 1)";
        fails(tape -> BatchMean.batchMean(tape, Tensor.zeros(Shape.of(2, 1)), null), "losses [2, 1]" + cure);
        fails(tape -> BatchMean.batchMean(tape, Tensor.zeros(Shape.of(0)), null), "losses [0]" + cure);
        fails(
                tape -> BatchMean.batchMean(tape, two, Tensor.zeros(Shape.of(3))),
                "example weights [3], expected [2], one for each example");
        fails(
                tape -> BatchMean.batchMean(tape, two, Tensor.of(Shape.of(2), 1f, -1f)),
                "weight -1.0 of example 1, expected a finite number of 0 or more");
    }

    private static void fails(Consumer<Tape> call, String message) {
        try (Tape tape = Tape.record(Position.START)) {
            assertThatThrownBy(() -> call.accept(tape))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch_mean: " + message);
        }
    }
}

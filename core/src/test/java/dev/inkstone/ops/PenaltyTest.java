package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

@AddLifecycleHook(GradientTotals.class)
class PenaltyTest {
    @Property
    void gradient(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @DoubleRange(max = 1) double l1,
            @ForAll @DoubleRange(min = 0.01, max = 1) double l2,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Penalty.penalty(tape, v[0], l1, l2))
                        .against(v -> {
                            double sum = 0;
                            for (double w : v[0]) {
                                sum += l1 * Math.abs(w) + l2 * w * w;
                            }
                            return new double[] {sum};
                        })
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).awayFromZero(1, rows, columns));
    }

    @Example
    void negativeFactors() {
        try (Tape tape = Tape.inference()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Penalty.penalty(tape, Tensor.zeros(Shape.of(2)), 0, -1))
                    .withMessage(
                            "penalty: l1 0.0, l2 -1.0, expected finite numbers of 0 or more; 0.0001 is a common l2");
        }
    }
}

package dev.inkstone.autodiff;

import static dev.inkstone.ops.Multiply.multiply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private final Tensor x = Tensor.of(Shape.of(3), 1f, -2f, 3f);

    @Test
    void aCorrectOpPassesAgainstItsReference() {
        GradientReport report = GradientCheck.of((tape, in) -> multiply(tape, in[0], in[1]))
                .against(in -> new double[] {in[0][0] * in[1][0], in[0][1] * in[1][0], in[0][2] * in[1][0]})
                .check(x, Tensor.scalar(0.7f))
                .requireBelow(1e-4);

        assertThat(report.checked()).isEqualTo(4);
        assertThat(report.largestError()).isLessThan(1e-6);
        assertThat(report.largestOutputError()).isLessThan(1e-6);
    }

    @Test
    void aCorrectOpPassesAgainstItsOwnForward() {
        GradientReport report = GradientCheck.of((tape, in) -> multiply(tape, in[0], in[0]))
                .check(x)
                .requireBelow(1e-2);

        assertThat(report.checked()).isEqualTo(3);
        assertThat(report.worstOutput()).isNull();
    }

    @Test
    void aWrongBackwardIsNamedWithInputIndexAndBothValues() {
        GradientReport report =
                GradientCheck.of(GradientCheckTest::doubledButForOneElement).check(x);

        assertThat(report.worst()).isNotNull();
        assertThat(report.worst().index()).isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> report.requireBelow(1e-2))
                .withMessageMatching(
                        "gradient check: gradient of input 0 \\[1] is \\S+, expected \\S+ \\(relative error 0\\.\\S+\\),"
                                + " expected a relative error below 0\\.01; repair the backward, or keep the inputs away from kinks");
    }

    @Test
    void aForwardThatDiffersFromTheReferenceIsFound() {
        GradientReport report = GradientCheck.of((tape, in) -> multiply(tape, in[0], Tensor.scalar(2)))
                .against(in -> new double[] {2, -4, 6.1})
                .check(x);

        assertThatIllegalStateException()
                .isThrownBy(() -> report.requireBelow(1e-4))
                .withMessageContaining("output [2] is 6.0, expected 6.1");
    }

    @Test
    void nanNeverPasses() {
        GradientReport report = GradientCheck.of((tape, in) -> multiply(tape, in[0], Tensor.scalar(Float.NaN)))
                .against(in -> in[0].clone())
                .check(x);

        assertThat(report.largestError()).isInfinite();
        assertThatIllegalStateException().isThrownBy(() -> report.requireBelow(1e-4));
    }

    @Test
    void theLimitBoundsTheElementsOfEachInput() {
        Tensor large = Tensor.zeros(Shape.of(100));

        GradientReport report = GradientCheck.of((tape, in) -> multiply(tape, in[0], in[1]))
                .limit(7)
                .seed(3)
                .check(large, Tensor.scalar(2));

        assertThat(report.checked()).isEqualTo(8);
    }

    @Test
    void anOutputThatDependsOnNoInputIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GradientCheck.of((tape, in) -> Tensor.scalar(1)).check(x))
                .withMessageContaining("depends on no parameter and no watched tensor");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of((tape, in) -> in[0]).check())
                .withMessageContaining("no inputs");
    }

    private static Tensor doubledButForOneElement(Tape tape, Tensor... in) {
        Tensor y = tape.allocate(in[0].shape());
        for (int i = 0; i < y.size(); i++) {
            y.array()[i] = 2 * in[0].get(i);
        }
        return tape.record(
                "own",
                y,
                (gradient, pass) -> pass.into(in[0], target -> {
                    for (int i = 0; i < y.size(); i++) {
                        target.array()[target.offset() + i] = (i == 1 ? 1.5f : 2f) * gradient.get(i);
                    }
                }),
                in[0]);
    }
}

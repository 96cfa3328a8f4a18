package dev.inkstone.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TensorTest {
    private final Tensor matrix = Tensor.wrap(new float[] {9, 1, 2, 3, 4, 5, 6, 9}, 1, Shape.of(2, 3));

    @Test
    void isRowMajor() {
        assertThat(matrix.get(0, 2)).isEqualTo(3);
        assertThat(matrix.get(1, 0)).isEqualTo(4);
        assertThat(matrix.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void copiesTheValuesItIsMadeOfButWrapsAnArray() {
        float[] values = {1, 2};
        Tensor copy = Tensor.of(Shape.of(2), values);
        Tensor view = Tensor.wrap(values, 0, Shape.of(2));
        values[0] = 7;
        assertThat(copy.get(0)).isEqualTo(1);
        assertThat(view.get(0)).isEqualTo(7);
    }

    @Test
    void viewsShareTheArray() {
        Tensor row = matrix.rows(1, 2);
        Tensor column = matrix.reshape(-1, 1);
        matrix.array()[4] = 40;
        assertThat(row.shape()).isEqualTo(Shape.of(1, 3));
        assertThat(row.get(0, 0)).isEqualTo(40);
        assertThat(column.get(3, 0)).isEqualTo(40);
        assertThat(matrix.copy().array()).isNotSameAs(matrix.array()).hasSize(6);
    }

    @Test
    void rowsMayBeNone() {
        assertThat(matrix.rows(2, 2).shape()).isEqualTo(Shape.of(0, 3));
    }

    @Test
    void rejectsPlacesOutsideAndWrongSizes() {
        fails(() -> matrix.get(0, 3), "tensor [2, 3]: index [0, 3] lies outside");
        fails(() -> matrix.get(1), "tensor [2, 3]: 1 indices, expected 2");
        fails(() -> matrix.rows(1, 3), "tensor [2, 3]: rows 1 to 3, expected a range within 0 to 2");
        fails(() -> Tensor.of(Shape.of(2, 2), 1, 2, 3), "tensor: 3 values, expected 4 for shape [2, 2]");
        fails(
                () -> Tensor.wrap(new float[5], 2, Shape.of(4)),
                "array of 5 elements, expected at least 4 from offset 2");
        fails(() -> Tensor.wrap(new float[5], -1, Shape.of(4)), "from offset -1");
        fails(() -> matrix.item(), "item() of 6 elements, expected 1; use get(…)");
    }

    @Test
    void argmaxIsThatOfEachRowOfTheLastAxisTheFirstOfSeveralAndNaNAboveAll() {
        assertThat(matrix.reshape(3, 2).argmax()).containsExactly(1, 1, 1);
        assertThat(matrix.rows(1, 2).argmax()).containsExactly(2);
        assertThat(Tensor.of(Shape.of(2, 2, 2), 5, 4, -1, -1, -0f, 0f, Float.NEGATIVE_INFINITY, -9)
                        .argmax())
                .containsExactly(0, 0, 0, 1);
        assertThat(Tensor.of(Shape.of(4), 1, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN)
                        .argmax())
                .containsExactly(1);
        assertThat(Tensor.zeros(Shape.of(0, 3)).argmax()).isEmpty();
        fails(() -> Tensor.scalar(1).argmax(), "tensor []: argmax() of rows without values, expected [..., 1 or more]");
        fails(() -> Tensor.zeros(Shape.of(2, 0)).argmax(), "tensor [2, 0]: argmax() of rows without values");
    }

    @Test
    void cannotBeReadAfterItsScopeIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        Tensor leased = Tensor.leased(new float[] {5}, 0, Shape.of(1), closed::get);
        IntTensor labels = IntTensor.leased(new int[] {5}, 0, Shape.of(1), closed::get);
        Tensor kept = leased.copy();
        closed.set(true);

        assertThatIllegalStateException()
                .isThrownBy(leased::item)
                .withMessage(
                        "tensor [1]: used after its tape (or batch) was closed, expected an open one; call copy() before that to"
                                + " keep the values");
        assertThatIllegalStateException().isThrownBy(() -> leased.reshape(1, 1));
        assertThatIllegalStateException().isThrownBy(labels::toArray).withMessageContaining("call copy() before that");
        assertThat(leased).hasToString("Tensor[1] (closed)");
        assertThat(kept.item()).isEqualTo(5);
    }

    @Test
    void printsItsShapeAndFirstValues() {
        assertThat(matrix).hasToString("Tensor[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]");
        assertThat(Tensor.zeros(Shape.of(9))).hasToString("Tensor[9] [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, …]");
        assertThat(Tensor.scalar(2)).hasToString("Tensor[] [2.0]");
    }

    private static void fails(Runnable call, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(call::run).withMessageContaining(message);
    }
}

package dev.inkstone.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class IntTensorTest {
    @Test
    void holdsACopyOfItsValues() {
        int[] values = {3, 1, 2};
        IntTensor labels = IntTensor.of(values);
        values[0] = 9;
        assertThat(labels.shape()).isEqualTo(Shape.of(3));
        assertThat(labels.toArray()).containsExactly(3, 1, 2);
        assertThat(IntTensor.of(Shape.of(1, 3), 7, 8, 9).get(0, 2)).isEqualTo(9);
    }

    @Test
    void viewsShareTheArrayAndCopiesDoNot() {
        int[] values = {9, 1, 2, 3, 4};
        IntTensor table = IntTensor.wrap(values, 1, Shape.of(2, 2));
        IntTensor second = table.rows(1, 2);
        IntTensor copy = second.copy();
        values[3] = 30;
        assertThat(second.get(0, 0)).isEqualTo(30);
        assertThat(copy.get(0, 0)).isEqualTo(3);
    }

    @Test
    void rejectsWrongSizesAndRanges() {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> IntTensor.of(Shape.of(2, 2), 1, 2, 3))
                .withMessage("int tensor: 3 values, expected 4 for shape [2, 2]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> IntTensor.wrap(new int[2], 0, Shape.of(3)))
                .withMessageContaining("int tensor: array of 2 elements, expected at least 3 from offset 0");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> IntTensor.of(1, 2).rows(0, 3))
                .withMessageContaining("rows 0 to 3, expected a range within 0 to 2");
    }
}

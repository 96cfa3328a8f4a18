package dev.inkstone.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void sizeIsTheProductOfTheDimensions() {
        assertThat(Shape.of().size()).isEqualTo(1);
        assertThat(Shape.of(100, 28, 28, 1).size()).isEqualTo(78_400);
        assertThat(Shape.of(3, 0, 5).size()).isZero();
    }

    @Test
    void printsAsAList() {
        assertThat(Shape.of(100, 28, 28, 1)).hasToString("[100, 28, 28, 1]");
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void aNegativeAxisCountsFromTheEnd() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.dim(-1)).isEqualTo(4);
        assertThat(shape.dim(-3)).isEqualTo(2);
        fails(() -> shape.dim(3), "shape [2, 3, 4]: axis 3, expected -3 to 2");
        fails(() -> shape.dim(-4), "shape [2, 3, 4]: axis -4, expected -3 to 2");
    }

    @Test
    void isAValueThatNobodyCanChange() {
        int[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;
        assertThat(shape)
                .isEqualTo(Shape.of(2, 3))
                .hasSameHashCodeAs(Shape.of(2, 3))
                .isNotEqualTo(Shape.of(3, 2));
    }

    @Test
    void addsAndDropsTheBatchAxis() {
        assertThat(Shape.of(28, 28).prepend(5)).isEqualTo(Shape.of(5, 28, 28));
        assertThat(Shape.of(5, 28, 28).dropFirst()).isEqualTo(Shape.of(28, 28));
        assertThat(Shape.of(5).dropFirst()).isEqualTo(Shape.of());
        fails(() -> Shape.of().dropFirst(), "shape []: has no first dimension to drop");
    }

    @Test
    void reshapeComputesTheOneUnknownDimension() {
        assertThat(Shape.of(4, 6).reshape(2, -1, 3)).isEqualTo(Shape.of(2, 4, 3));
        assertThat(Shape.of(1).reshape()).isEqualTo(Shape.of());
        assertThat(Shape.of(0, 4).reshape(4, -1)).isEqualTo(Shape.of(4, 0));
    }

    @Test
    void reshapeRejectsWhatCannotHoldTheElements() {
        fails(() -> Shape.of(4, 6).reshape(5, 5), "reshape: [4, 6] has 24 elements, [5, 5] cannot hold them");
        fails(() -> Shape.of(4, 6).reshape(5, -1), "[5, -1] cannot hold them");
        fails(() -> Shape.of(4, 6).reshape(-1, -1), "[-1, -1] has more than one -1, expected at most one");
        fails(() -> Shape.of(0, 4).reshape(0, -1), "[0, -1] cannot hold them");
        fails(() -> Shape.of(4).reshape(-2, -2), "dimension -2, expected 0 or more");
    }

    @Test
    void rejectsDimensionsThatNoArrayCanHave() {
        fails(() -> Shape.of(2, -3), "shape [2, -3]: dimension -3, expected 0 or more");
        fails(() -> Shape.of(65_536, 65_536), "more than 2147483647 elements; use smaller batches");
        fails(() -> Shape.of(1 << 30, 1 << 30, 1 << 30), "more than 2147483647 elements");
    }

    private static void fails(Runnable call, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(call::run).withMessageContaining(message);
    }
}

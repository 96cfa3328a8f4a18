package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data sets of arrays of arrays, of tensors, and of one-hot labels. */
@Tag("once")
class TableTest {
    private static final float[][] ROWS = {{1, 2}, {3, 4}, {5, 6}};

    @Test
    void rowsAreCopied() {
        float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        Dataset data = Datasets.of(rows, 7, 8, 9);
        rows[2][0] = 99;
        assertThat(data.inputs().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.inputShape()).isEqualTo(Shape.of(2));
        assertThat(data.label(1)).isEqualTo(8);
        assertThat(Datasets.unlabelled(rows).range(2, 3).inputs().toArray()).containsExactly(99, 6);
    }

    @Test
    void aNumberForEachRowIsATargetOfOne() {
        Dataset data = Datasets.of(ROWS, new float[] {7, 8, 9});
        float[] target = new float[1];
        data.readTarget(2, target, 0);
        assertThat(target).containsExactly(9);
        assertThat(data.targetShape()).isEqualTo(Shape.of(1));
    }

    @Test
    void partsOfTensorsAreRead() {
        Tensor all = Tensor.of(Shape.of(4, 1, 2), 0, 0, 1, 2, 3, 4, 5, 6);
        Dataset data = Datasets.of(all.rows(1, 4), IntTensor.of(9, 7, 8, 9).rows(1, 4));
        assertThat(data.inputs().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.inputShape()).isEqualTo(Shape.of(1, 2));
        assertThat(data.label(0)).isEqualTo(7);
        Dataset numbers = Datasets.of(all.rows(1, 4), all.rows(1, 4));
        assertThat(numbers.targetShape()).isEqualTo(Shape.of(1, 2));
    }

    @Test
    void countsThatDifferAreRefused() {
        refused(
                () -> Datasets.of(ROWS, 1, 2),
                "dataset: inputs [3, 2] and labels [2], expected [3], one for each example");
        refused(
                () -> Datasets.of(ROWS, new float[4]),
                "dataset: inputs [3, 2] and targets [4], expected [3, …], one for each example");
        refused(
                () -> Datasets.of(Tensor.scalar(1), IntTensor.of(1)),
                "dataset: inputs are a scalar, expected [examples, …]; reshape them");
        refused(
                () -> Datasets.of(Tensor.zeros(Shape.of(2, 1)), IntTensor.of(Shape.of(2, 1), 0, 1)),
                "dataset: inputs [2, 1] and labels [2, 1], expected [2], one for each example");
    }

    @Test
    void viewsOfOneHotLabelsKeepThem() {
        Dataset hot = Datasets.of(ROWS, 2, 0, 1).oneHot(3).fromOneHot();
        assertThat(hot.select(2, 0).label(1)).isEqualTo(2);
        assertThat(hot.map((values, random) -> values).inEpoch(3).label(0)).isEqualTo(2);
        assertThat(hot.classCounts()).containsExactly(1, 1, 1);
        assertThatThrownBy(hot::fromOneHot)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("from one-hot: examples have class labels, expected values [classes]");
    }

    @Test
    void rowsThatAreNotOneHotAreNamed() {
        Tensor inputs = Tensor.zeros(Shape.of(2, 1));
        String end = " of example 1, expected a single 1 and zeros; soft labels are learnt from with a Trainer";
        refused(
                () -> Datasets.of(inputs, Tensor.of(Shape.of(2, 2), 1, 0, 1, 1)).fromOneHot(),
                "from one-hot: 1.0 in column 1" + end);
        refused(
                () -> Datasets.of(inputs, Tensor.of(Shape.of(2, 2), 1, 0, 0, 0)).fromOneHot(),
                "from one-hot: 0.0 in column 1" + end);
        refused(
                () -> Datasets.of(inputs, Tensor.of(Shape.of(2, 1, 1), 1, 1)).fromOneHot(),
                "from one-hot: values [1, 1], expected [classes]");
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}

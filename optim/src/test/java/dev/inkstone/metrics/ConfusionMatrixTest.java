package dev.inkstone.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.ConfusionMatrix.Confusion;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

@Tag("once")
class ConfusionMatrixTest {
    /** The matrix of a list of pairs: right class, chosen class (-1: no answer). */
    private static ConfusionMatrix of(int classes, int... pairs) {
        int n = pairs.length / 2;
        float[] logits = new float[n * classes];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = pairs[2 * i];
            for (int j = 0; j < classes; j++) {
                logits[i * classes + j] = pairs[2 * i + 1] < 0 ? Float.NaN : j == pairs[2 * i + 1] ? 1 : 0;
            }
        }
        return ConfusionMatrix.of(Tensor.of(Shape.of(n, classes), logits), Targets.of(IntTensor.of(labels)));
    }

    private static final ConfusionMatrix ANIMALS = of(4, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 2, 1, 2, 2);

    @Test
    void countsAndShares() {
        assertThat(ANIMALS.count(1, 0)).isEqualTo(2);
        assertThat(ANIMALS.actual(1)).isEqualTo(3);
        assertThat(ANIMALS.predicted(1)).isEqualTo(3);
        assertThat(ANIMALS.total()).isEqualTo(8);
        assertThat(ANIMALS.accuracy()).isEqualTo(0.5);
        assertThat(ANIMALS.recall(1)).isEqualTo(1 / 3.0);
        assertThat(ANIMALS.precision(0)).isEqualTo(0.5);
        assertThat(ANIMALS.f1(2)).isEqualTo(2 / 3.0);
        assertThat(ANIMALS.precision(3)).isZero();
        assertThat(ANIMALS.normalized()).isDeepEqualTo(new double[][] {
            {2 / 3.0, 1 / 3.0, 0, 0}, {2 / 3.0, 1 / 3.0, 0, 0}, {0, 0.5, 0.5, 0}, {0, 0, 0, 0}
        });
    }

    @Test
    void moreClassesThanTheCountsHaveRoomForAreRefused() {
        for (int classes : new int[] {46_341, 65_536}) { // the second one overflows to a small size
            Tensor logits = Tensor.zeros(Shape.of(1, classes));
            assertThatThrownBy(() -> ConfusionMatrix.of(logits, Targets.of(IntTensor.of(classes - 1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("confusion matrix: " + classes + " classes, expected at most 46340; ask for metrics,"
                            + " whose memory grows with the classes, not with their square");
        }
    }

    @Test
    void asText() {
        assertThat(ANIMALS.toText("cat", "dog", "guinea pig", "x"))
                .isEqualTo("actual \\ predicted  cat  dog  guinea pig  x\n"
                        + "cat                   2    1           0  0\n"
                        + "dog                   2    1           0  0\n"
                        + "guinea pig            0    1           1  0\n"
                        + "x                     0    0           0  0\n");
        assertThat(of(2, 0, 0, 1, -1))
                .hasToString("actual \\ predicted  0  1  none\n"
                        + "0                   1  0     0\n"
                        + "1                   0  0     1\n");
    }

    @Test
    void mostConfusedPairsFirst() {
        assertThat(ANIMALS.mostConfused(2)).containsExactly(new Confusion(1, 0, 2), new Confusion(0, 1, 1));
        assertThat(ANIMALS.mostConfused(9)).hasSize(3).endsWith(new Confusion(2, 1, 1));
    }

    @Test
    void examplesWithoutAnAnswerAreWrong() {
        ConfusionMatrix matrix = of(2, 0, 0, 0, -1, 1, 1);
        assertThat(matrix.unanswered(0)).isEqualTo(1);
        assertThat(matrix.accuracy()).isEqualTo(2 / 3.0);
        assertThat(matrix.recall(0)).isEqualTo(0.5);
        assertThat(matrix.precision(0)).isEqualTo(1);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.MIXIN)
    void addsUpAndAgreesWithTheMetrics(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 4) int columns) {
        Answered answered = Answered.logits(seed, examples, columns, 5);
        ConfusionMatrix whole = ConfusionMatrix.of(answered.prediction(), answered.targets());
        int cut = Math.floorMod(seed, examples);
        ConfusionMatrix first = ConfusionMatrix.of(
                answered.prediction().rows(0, cut), answered.targets().rows(0, cut));
        ConfusionMatrix rest = ConfusionMatrix.of(
                answered.prediction().rows(cut, examples), answered.targets().rows(cut, examples));
        assertThat(first.plus(rest)).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(whole.accuracy()).isEqualTo(answered.whole(Metrics.accuracy()));
        for (int i = 0; i < whole.classes(); i++) {
            assertThat(whole.precision(i)).isEqualTo(answered.whole(Metrics.precision(i)));
            assertThat(whole.recall(i)).isEqualTo(answered.whole(Metrics.recall(i)));
            assertThat(whole.f1(i)).isCloseTo(answered.whole(Metrics.f1(i)), within(0.0));
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> ANIMALS.plus(of(2, 0, 0)))
                .hasMessage("confusion matrix: plus one of 2 classes, expected 4; add up results of one problem");
        assertThatThrownBy(() -> ANIMALS.toText("cat"))
                .hasMessage("confusion matrix: 1 names, expected 4, one for each class, or none");
        assertThatThrownBy(() -> ANIMALS.count(0, 4)).hasMessage("confusion matrix: class 4, expected 0 to 3");
        assertThatThrownBy(() -> ANIMALS.mostConfused(-1))
                .hasMessage("confusion matrix: -1 confused pairs, expected 0 or more");
        assertThatThrownBy(() -> of(2, 5, 0))
                .hasMessage(
                        "confusion matrix: label 5 of example 0 of the batch, expected 0 to 1 for prediction [1, 2]");
    }
}

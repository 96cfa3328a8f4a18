package dev.inkstone.data;

import static dev.inkstone.data.ViewsTest.TEN;
import static dev.inkstone.data.ViewsTest.all;
import static dev.inkstone.data.ViewsTest.epoch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a newcomer reads when data are not what they should be: which example it was, and what to do. */
@Tag("once")
class DataErrorsTest {
    private static final Shape ONE = Shape.of(1);
    private static final float[] SEVEN = new float[7];

    private static void fails(ThrowingCallable action, String message) {
        assertThatIllegalStateException().isThrownBy(action).withMessage(message);
    }

    /** Example 7 of ten is broken. */
    private record Own(Shape targetShape) implements Dataset {
        @Override
        public int size() {
            return 10;
        }

        @Override
        public Shape inputShape() {
            return ONE;
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, float[] target, int offset) {
            target[offset] = SEVEN[index % 8];
        }
    }

    @Test
    void theExampleIsNamedByItsPlaceInTheDataSet() {
        Dataset own = new Own(null);
        for (int ahead = 0; ahead < 2; ahead++) {
            BatchIterator batches = own.batches(4).prefetch(ahead).epoch(2);
            batches.next();
            assertThatIllegalStateException()
                    .isThrownBy(batches::next)
                    .withMessage("dataset: example 7 of epoch 3 cannot be read: Index 7 out of bounds for length 7")
                    .withCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
            batches.close();
        }
        String text = " cannot be read: Index 7 out of bounds for length 7";
        fails(() -> own.skip(5).inputs(), "dataset: example 2" + text);
        fails(() -> own.map((values, random) -> values).cache(), "dataset: example 7" + text);
        assertThatThrownBy(() -> all(own.shuffled(1).batches(10).epoch(0)))
                .hasMessage("dataset: example 7 of epoch 1" + text);
    }

    @Test
    void mapsThatReturnNothing() {
        Transform none = (values, random) -> null;
        String text = "map: the function returned null, expected 2 values for [2]; return the array, changed or new";
        fails(() -> epoch(TEN.map(none), 1, 10), "dataset: example 0 of epoch 2 cannot be read: " + text);
        ExampleStream stream = ExampleStream.of(3, Shape.of(2), epoch -> examples(3));
        fails(() -> all(stream.map(none).batches(3).epoch(1)), "stream: example 0 of epoch 2 cannot be read: " + text);
        fails(() -> stream.map(none).cache(), "stream: example 0 of epoch 1 cannot be read: " + text);
    }

    private static Iterator<Example> examples(int n) {
        return Arrays.asList(new Example[n]).stream()
                .map(none -> Example.of(new float[2], 0))
                .iterator();
    }

    @Test
    void streamsWantAFreshIteratorForEachEpoch() {
        Iterator<Example> once = examples(2);
        ExampleStream stream = ExampleStream.of(2, Shape.of(2), epoch -> once);
        all(stream.batches(2).epoch(0));
        String ended = "stream: ended after 0 examples of epoch ";
        String fresh = ", expected 2; open a fresh iterator for each epoch";
        fails(() -> all(stream.batches(2).epoch(1)), ended + "2" + fresh);
        fails(
                () -> all(stream.batches(2).epoch(0)),
                ended + "1" + fresh + ", or tell ExampleStream.of how many there are");
    }

    @Test
    void nothingWhereSomethingWasExpected() {
        fails(
                () -> all(ExampleStream.of(2, ONE, epoch -> null).batches(1).epoch(4)),
                "stream: the iterator of epoch 5 is null, expected one; open a fresh iterator for each epoch");
        List<Example> list = Arrays.asList(Example.of(new float[1], 0), null);
        String text = "stream: example 1 is null, expected an example; let hasNext() say when there are no more";
        fails(
                () -> all(ExampleStream.of(2, ONE, epoch -> list.iterator())
                        .batches(2)
                        .epoch(0)),
                text);
        fails(() -> Datasets.collect(list.iterator(), ONE), text);
        ViewsTest.refused(() -> Example.of(null, 1), "example: values null, expected the numbers of the input");
    }

    @Test
    void classesOfExamplesThatHaveNone() {
        Dataset values = TEN.oneHot(3);
        String none = ": examples have values [3], expected class labels; ";
        fails(() -> values.stratifiedKFold(2, 1), "stratified-k-fold" + none + "use kFold(2, seed)");
        fails(() -> values.stratifiedSplit(1, 0.5, 0.5), "stratified-split" + none + "use permuted(seed).split(…)");
        fails(() -> values.oversampled(1), "oversampled" + none + "let examples count more with weightedBy(…)");
        fails(() -> values.undersampled(1), "undersampled" + none + "let examples count less with weightedBy(…)");
        fails(values::classWeights, "classes" + none + "there are none to count or to balance");
    }

    @Test
    void anOwnDataSetThatForgetsItsTargets() {
        fails(
                () -> new Own(ONE).take(1).batches(1).epoch(0).next(),
                "dataset: example 0 of epoch 1 cannot be read: dataset: " + Own.class.getName()
                        + " has targetShape [1] and no readTarget, expected both; implement readTarget(index, target,"
                        + " offset)");
    }

    @Test
    void unlabelledExamplesAndTheirNumber() {
        Dataset data = Datasets.unlabelled(new float[] {1, 2, 3, 4}, Shape.of(2));
        assertThat(data.map((values, random) -> new float[] {values[1], values[0]})
                        .inputs()
                        .toArray())
                .containsExactly(2, 1, 4, 3);
        ViewsTest.refused(
                () -> Datasets.unlabelled(new float[3], Shape.of(2)),
                "dataset: 3 values, expected whole examples of [2]");
    }

    @Test
    void targetsFromInputsFollowTheMapsBeforeThemOnly() {
        Dataset varied = TEN.map(3, (values, random) -> new float[] {values[0] + random.uniform(0), values[1]});
        Dataset noisy = varied.targetsFromInputs().map(3, (values, random) -> {
            values[1] += 1 + random.uniform(0);
            return values;
        });
        for (int epoch = 0; epoch < 2; epoch++) {
            float[] clean = epoch(varied, epoch, 10);
            Batch batch = noisy.batches(10).epoch(epoch).next();
            assertThat(batch.targets().values().toArray()).containsExactly(clean);
            for (int i = 0; i < 10; i++) {
                assertThat(batch.inputs().get(i, 0)).isEqualTo(clean[2 * i]);
                assertThat(batch.inputs().get(i, 1)).isBetween(clean[2 * i + 1] + 1, clean[2 * i + 1] + 2);
            }
        }
        assertThat(noisy.targetShape()).isEqualTo(Shape.of(2));
        fails(() -> noisy.label(0), "dataset: examples have values [2], expected class labels; ask readTarget(…)");
    }
}

package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ViewsTest {
    /** Example i is {@code [i, 10·i]} with label {@code i % 3}. */
    static final Dataset TEN =
            numbered(10, IntStream.range(0, 10).map(i -> i % 3).toArray());

    static Dataset numbered(int n, int... labels) {
        float[] values = new float[2 * n];
        for (int i = 0; i < n; i++) {
            values[2 * i] = i;
            values[2 * i + 1] = 10 * i;
        }
        return Datasets.of(values, Shape.of(2), labels);
    }

    @Test
    void chooseRepeatAndJoin() {
        assertThat(firsts(TEN.skip(7))).containsExactly(7f, 8f, 9f);
        assertThat(firsts(TEN.select(3, 3, 0))).containsExactly(3f, 3f, 0f);
        assertThat(firsts(TEN.filter(i -> TEN.label(i) == 2))).containsExactly(2f, 5f, 8f);
        assertThat(firsts(TEN.take(2).repeat(2))).containsExactly(0f, 1f, 0f, 1f);
        assertThat(TEN.repeat(0).size()).isZero();
        Dataset joined = TEN.skip(8).concat(TEN.take(2).weightedBy(2, 3));
        assertThat(firsts(joined)).containsExactly(8f, 9f, 0f, 1f);
        assertThat(IntStream.range(0, 4).map(joined::label)).containsExactly(2, 0, 0, 1);
        assertThat(joined.weighted()).isTrue();
        assertThat(new float[] {joined.weight(1), joined.weight(2), joined.weight(3)})
                .containsExactly(1, 2, 3);
        assertThat(firsts(TEN.permuted(1)))
                .containsExactlyInAnyOrder(firsts(TEN))
                .isNotEqualTo(firsts(TEN));
        assertThat(TEN.split(0.55, 0.25, 0.2).stream().map(Dataset::size)).containsExactly(6, 2, 2);
    }

    @Test
    void labelsBecomeOthersAndValues() {
        Dataset odd = TEN.relabel(label -> label + 1);
        assertThat(odd.classCounts()).containsExactly(0, 4, 3, 3);
        assertThat(TEN.take(0).classCounts()).isEmpty();
        assertThat(odd.classWeights()).containsExactly(0f, 10 / 12f, 10 / 9f, 10 / 9f);
        Dataset values = TEN.oneHot(4).range(4, 6);
        float[] target = {9, 9, 9, 9, 9};
        values.readTarget(1, target, 1);
        assertThat(target).containsExactly(9, 0, 0, 1, 0);
        Batch batch = values.batches(2).epoch(0).next();
        assertThat(batch.targets().values().toArray()).containsExactly(0, 1, 0, 0, 0, 0, 1, 0);
        assertThatThrownBy(() -> values.label(0))
                .hasMessage("dataset: examples have values [4], expected class labels; ask readTarget(…)");
        assertThat(values.cache().targetShape()).isEqualTo(Shape.of(4));
    }

    @Test
    void balanceTheClasses() {
        Dataset uneven = numbered(7, 0, 0, 0, 0, 3, 3, 1);
        Dataset over = uneven.oversampled(5);
        assertThat(over.classCounts()).containsExactly(4, 4, 0, 4);
        assertThat(firsts(over.take(7))).containsExactly(firsts(uneven));
        assertThat(firsts(over)).filteredOn(value -> value == 4f).hasSize(2); // both examples of class 3 as often
        assertThat(firsts(uneven.undersampled(5))).hasSize(3).contains(6f).isSorted();
        assertThat(firsts(uneven.undersampled(5))).containsExactly(firsts(uneven.undersampled(5)));
        assertThat(TEN.take(0).oversampled(1).size()).isZero();
    }

    @Test
    void mapsAreFunctionsOfSeedEpochAndExampleOnly() {
        Dataset varied = TEN.map(7, (values, random) -> new float[] {values[0], random.uniform(0)});
        float[] first = epoch(varied, 0, 4);
        for (int threads : new int[] {1, 3, 8}) {
            try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                assertThat(epoch(varied, 0, 4)).containsExactly(first);
                assertThat(epoch(varied, 0, 10)).containsExactly(first);
            }
        }
        assertThat(epoch(varied, 1, 4)).isNotEqualTo(first);
        assertThat(epoch(varied.skip(0), 1, 4)).containsExactly(epoch(varied, 1, 4)); // through a view
        assertThat(epoch(varied.concat(TEN), 1, 4)).startsWith(epoch(varied, 1, 4));
        assertThat(epoch(varied.cache(), 1, 4)).containsExactly(first);
        assertThat(epoch(TEN.map(8, (v, random) -> new float[] {v[0], random.uniform(0)}), 0, 4))
                .isNotEqualTo(first);
        float[] seen = new float[2];
        varied.skip(3).read(0, seen, 0);
        assertThat(seen).containsExactly(first[6], first[7]);
        float[] twice = epoch(varied.map(7, (v, random) -> new float[] {v[1], random.uniform(0)}), 0, 10);
        assertThat(twice[0]).isNotEqualTo(twice[1]); // a second map has numbers of its own
        Dataset cached = varied.cache().skip(0);
        twice = epoch(cached.map(7, (v, random) -> new float[] {v[1], random.uniform(0)}), 0, 10);
        assertThat(twice[0]).isNotEqualTo(twice[1]); // also behind a copy
    }

    @Test
    void mapsMayChangeTheShapeAndAreHeldToIt() {
        Dataset sums = TEN.map(0, Shape.of(1), (values, random) -> new float[] {values[0] + values[1]});
        assertThat(firsts(sums)).startsWith(0f, 11f, 22f);
        assertThatThrownBy(() -> firsts(TEN.map((values, random) -> new float[3])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("map: the function returned 3 values, expected 2 for [2];"
                        + " give map the shape of what it returns");
        assertThatThrownBy(() -> epoch(
                        TEN.map((values, random) -> {
                            throw new IllegalArgumentException("upside down");
                        }),
                        0,
                        10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("upside down");
    }

    @Test
    void whatCannotBeIsRefused() {
        refused(
                () -> Datasets.of(new float[3], Shape.of(2), new float[3], Shape.of(2)),
                "dataset: 3 values and 3 targets, expected as many examples of [2] as targets of [2]");
        refused(
                () -> TEN.repeat(1 << 30),
                "dataset: 10 examples repeated 1073741824 times, expected 0 times or more and"
                        + " at most 2147483647 examples in all");
        refused(
                () -> TEN.concat(TEN.oneHot(3)),
                "dataset: examples [2] with values [3] behind [2] with class labels,"
                        + " expected equal shapes; map or relabel one of them");
        Dataset most = numbered(1, 0).repeat(Integer.MAX_VALUE);
        refused(() -> most.concat(TEN), "dataset: 2147483647 and 10 examples, expected at most 2147483647 in all");
        refused(
                most::cache,
                "cache: 2147483647 examples of [2], expected at most 2147483639 values in all; take fewer, or"
                        + " leave the cache out");
        assertThatThrownBy(() -> TEN.select(10)).isInstanceOf(IndexOutOfBoundsException.class);
        refused(() -> TEN.oneHot(2), "one-hot: label 2 of example 2, expected 0 to 1; relabel the examples");
        refused(
                () -> TEN.relabel(label -> -1).classCounts(),
                "classes: label -1 of example 0, expected 0 to 16777215;" + " relabel the examples");
        refused(() -> TEN.weightedBy(1, 2), "dataset: 2 weights, expected 10, one for each example");
        refused(
                () -> TEN.take(1).weightedBy(Float.NaN),
                "dataset: weight NaN of example 0, expected a finite number of 0" + " or more");
        refused(
                () -> TEN.split(0.8, 0.1),
                "split: shares [0.8, 0.1], expected positive numbers that add up to 1; for" + " example 0.8, 0.2");
        refused(() -> TEN.kFold(11, 1), "folds: 11 of 10 examples, expected 2 to 10, the number of examples");
        assertThatThrownBy(() -> TEN.oneHot(3).stratifiedKFold(2, 1)).isInstanceOf(IllegalStateException.class);
    }

    static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    /** The first value of each example. */
    static Float[] firsts(Dataset data) {
        List<Float> firsts = new ArrayList<>();
        float[] values = new float[data.inputShape().size()];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, values, 0);
            firsts.add(values[0]);
        }
        return firsts.toArray(Float[]::new);
    }

    /** All values of an epoch in order. */
    static float[] epoch(Dataset data, int epoch, int batchSize) {
        return all(data.batches(batchSize).epoch(epoch));
    }

    static float[] all(BatchIterator batches) {
        float[] all = {};
        while (batches.hasNext()) {
            float[] more = batches.next().inputs().toArray();
            int length = all.length;
            all = Arrays.copyOf(all, length + more.length);
            System.arraycopy(more, 0, all, length, more.length);
        }
        return all;
    }
}

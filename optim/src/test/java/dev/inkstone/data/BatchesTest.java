package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class BatchesTest {
    /** Ten examples; example i is {@code [i, -i]} with label i. */
    private static final Dataset TEN = ten();

    @Test
    void keepTheOrderAndTheLastPartialBatch() {
        Batches batches = TEN.batches(4);
        assertThat(batches.stepsPerEpoch()).isEqualTo(3);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Batch batch : batches.epochs(1)) {
            sizes.add(batch.size());
            assertThat(batch.inputs().shape()).isEqualTo(Shape.of(batch.size(), 2));
            for (int i = 0; i < batch.size(); i++) {
                labels.add(batch.labels().get(i));
                assertThat(batch.inputs().get(i, 1)).isEqualTo(-batch.labels().get(i));
            }
        }
        assertThat(sizes).containsExactly(4, 4, 2);
        assertThat(labels).isEqualTo(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void shufflingTakesEveryExampleOnceInAnOrderOfEachEpoch() {
        Batches batches = TEN.shuffled(7).batches(4);
        List<Integer> first = labels(batches.epoch(0));
        assertThat(first)
                .containsExactlyInAnyOrderElementsOf(labels(TEN.batches(10).epoch(0)));
        assertThat(first).isNotEqualTo(labels(TEN.batches(10).epoch(0)));
        assertThat(labels(batches.epoch(1))).isNotEqualTo(first);
        assertThat(labels(TEN.shuffled(8).batches(4).epoch(0))).isNotEqualTo(first);
        assertThat(labels(TEN.shuffled(7).batches(3).epoch(0))).isEqualTo(first); // of the seed, not of the batch size
        assertThat(labels(batches.epoch(0, 2))).isEqualTo(first.subList(8, 10));
    }

    @Test
    void theOrderOfASeedNeverChanges() {
        assertThat(labels(TEN.shuffled(42).batches(10).epoch(3))).containsExactly(6, 2, 4, 9, 1, 8, 3, 5, 7, 0);
    }

    @Test
    void positionsCountFromTheFirstEpoch() {
        try (BatchIterator batches = TEN.shuffled(7).batches(4).epoch(5, 2)) {
            assertThat(batches.next().position()).isEqualTo(new Position(7, 17, 0, 2));
        }
    }

    @Test
    void epochsFollowEachOtherWithOrdersAndPositionsOfTheirOwn() {
        Batches batches = TEN.shuffled(7).batches(4);
        List<Integer> labels = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        for (Batch batch : batches.epochs(2)) {
            Arrays.stream(batch.labels().toArray()).forEach(labels::add);
            steps.add(batch.position().step());
        }
        List<Integer> expected = labels(batches.epoch(0));
        expected.addAll(labels(batches.epoch(1)));
        assertThat(labels).isEqualTo(expected);
        assertThat(steps).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(batches.epochs(0)).isEmpty();
        assertThat(TEN.take(0).batches(4).epochs(Integer.MAX_VALUE)).isEmpty();
        assertThatThrownBy(() -> batches.epochs(-1)).hasMessage("batches: -1 epochs, expected 0 or more");
    }

    @Test
    void aBatchCanBeReadUntilItsIteratorMovesOn() {
        BatchIterator batches = TEN.batches(5).epoch(0);
        Batch first = batches.next();
        Tensor kept = first.inputs().copy();
        batches.next();
        assertThatThrownBy(() -> first.inputs().array())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("copy()");
        assertThatThrownBy(() -> first.labels().array()).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get(4, 0)).isEqualTo(4);
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).hasMessageContaining("epoch 0 has no batch 2");
    }

    @Test
    void anIteratorBelongsToOneThread() {
        BatchIterator batches = TEN.batches(5).epoch(0);
        assertThatThrownBy(() -> CompletableFuture.runAsync(batches::next).join())
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ask for an iterator in each thread");
    }

    @Test
    void viewsAreChecked() {
        assertThat(labels(TEN.range(3, 9).take(2).batches(2).epoch(0))).containsExactly(3, 4);
        assertThatThrownBy(() -> TEN.take(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset: examples 0 to 11, expected a range within 0 to 10, the number of examples");
        assertThatThrownBy(() -> TEN.take(2).label(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TEN.batches(0)).hasMessage("batches: batch size 0, expected 1 or more");
        assertThatThrownBy(() -> Datasets.of(new float[3], Shape.of(2), 1, 1))
                .hasMessage("dataset: 3 values, expected 4 for 2 labels and examples of [2]");
    }

    static List<Integer> labels(BatchIterator batches) {
        List<Integer> labels = new ArrayList<>();
        while (batches.hasNext()) {
            for (int label : batches.next().labels().toArray()) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static Dataset ten() {
        float[] values = new float[20];
        for (int i = 0; i < 10; i++) {
            values[2 * i] = i;
            values[2 * i + 1] = -i;
        }
        return Datasets.of(values, Shape.of(2), IntStream.range(0, 10).toArray());
    }
}

package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("once")
class BatchesPropertyTest {
    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void everyExampleComesOnceInEachEpoch(
            @ForAll @IntRange(min = 0, max = 60) int examples,
            @ForAll @IntRange(min = 1, max = 70) int batchSize,
            @ForAll @IntRange(min = 0, max = 1000) int epoch,
            @ForAll long seed) {
        int[] labels = IntStream.range(0, examples).toArray();
        Dataset data = Datasets.ofBytes(new byte[examples], Shape.of(1), 1f, labels);
        Batches batches = data.shuffled(seed).batches(batchSize);
        List<Integer> seen = BatchesTest.labels(batches.epoch(epoch));
        assertThat(seen.stream().sorted().mapToInt(i -> i))
                .containsExactly(Arrays.stream(labels).boxed().toArray(Integer[]::new));
        int half = batches.stepsPerEpoch() / 2;
        assertThat(BatchesTest.labels(batches.epoch(epoch, half))).isEqualTo(seen.subList(half * batchSize, examples));
    }
}

package dev.inkstone.data;

import static dev.inkstone.data.StreamTest.counting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("once")
class StreamPropertyTest {
    @Property(tries = 100)
    void everyExampleComesOnceInEachEpochAndFromAnyBatchOn(
            @ForAll @IntRange(min = 0, max = 60) int examples,
            @ForAll @IntRange(min = 1, max = 70) int buffer,
            @ForAll @IntRange(min = 1, max = 20) int batchSize,
            @ForAll @IntRange(min = 0, max = 3) int ahead,
            @ForAll long seed) {
        Batches batches =
                counting(examples).shuffled(buffer, seed).batches(batchSize).prefetch(ahead);
        List<Integer> seen = BatchesTest.labels(batches.epoch(3));
        assertThat(seen.stream().sorted())
                .isEqualTo(IntStream.range(0, examples).boxed().toList());
        for (int place = 0; place < examples; place++) {
            assertThat(seen.get(place)).isLessThan(place + buffer);
        }
        int half = batches.stepsPerEpoch() / 2;
        assertThat(BatchesTest.labels(batches.epoch(3, half))).isEqualTo(seen.subList(half * batchSize, examples));
    }
}

package dev.inkstone.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class RandomStreamTest {
    private final RandomStream stream = RandomStream.of(42, "init/conv1/kernel");

    /** Computed from the formulas in the Javadoc with arbitrary-precision integers. A change here changes every model. */
    @Test
    void theNumbersAreThoseWrittenDown() {
        assertThat(stream.key()).isEqualTo(1581001101134063768L);
        assertThat(stream.bits(0)).isEqualTo(2617515078879958760L);
        assertThat(stream.bits(1)).isEqualTo(8059077840344427401L);
        assertThat(stream.bits(1_000_000_000_000L)).isEqualTo(5022899723944786038L);
        assertThat(stream.at(7, 3).bits(0)).isEqualTo(8551598872321650577L);
        assertThat(stream.uniform(0)).isEqualTo(0.14189577102661133f);
        assertThat(stream.below(0, 10)).isEqualTo(1);
        assertThat(stream.gaussian(0)).isCloseTo(-1.822817847159413, within(1e-14));
    }

    @Test
    void theBitsAreThoseOfSplitMix64() {
        SplittableRandom java = new SplittableRandom(stream.key());
        for (int i = 0; i < 100; i++) {
            assertThat(stream.bits(i)).isEqualTo(java.nextLong());
        }
    }

    @Test
    void aNumberDoesNotDependOnWhoAsksOrWhen() {
        float late = stream.uniform(5);
        RandomStream again = RandomStream.of(42, "init/conv1/kernel");
        IntStream.range(0, 5).forEach(again::uniform);
        assertThat(again.uniform(5)).isEqualTo(late);
    }

    @Test
    void seedsNamesStepsAndExamplesGiveDifferentStreams() {
        assertThat(stream.key())
                .isNotEqualTo(RandomStream.of(43, "init/conv1/kernel").key())
                .isNotEqualTo(RandomStream.of(42, "init/conv2/kernel").key());
        assertThat(IntStream.range(0, 10_000)
                        .mapToLong(i -> stream.at(i / 100, i % 100).key())
                        .distinct()
                        .count())
                .isEqualTo(10_000);
    }

    @Test
    void aPermutationHoldsEveryNumberOnce() {
        for (int n : new int[] {0, 1, 2, 1000}) {
            assertThat(stream.permutation(n))
                    .containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
        }
        assertThat(stream.permutation(1000))
                .isNotEqualTo(RandomStream.of(43, "shuffle").permutation(1000));
    }

    @Test
    void everyPlaceOfAPermutationIsEquallyLikely() {
        int[][] counts = new int[4][4];
        for (int i = 0; i < 40_000; i++) {
            int[] order = RandomStream.of(i, "shuffle").permutation(4);
            for (int place = 0; place < 4; place++) {
                counts[place][order[place]]++;
            }
        }
        for (int[] place : counts) {
            for (int count : place) {
                assertThat(count).isCloseTo(10_000, within(500));
            }
        }
    }

    @Test
    void belowStaysInRangeAndReachesAllOfIt() {
        for (int bound : new int[] {1, 2, 3, 7, Integer.MAX_VALUE}) {
            assertThat(IntStream.range(0, 1000).map(i -> stream.below(i, bound)))
                    .allMatch(n -> n >= 0 && n < bound);
        }
        assertThat(IntStream.range(0, 1000)
                        .map(i -> stream.below(i, 7))
                        .distinct()
                        .count())
                .isEqualTo(7);
    }

    @Test
    void uniformAndGaussianHaveTheirMoments() {
        int n = 200_000;
        assertThat(IntStream.range(0, n).mapToDouble(stream::uniform)).allMatch(u -> u >= 0 && u < 1);
        assertThat(IntStream.range(0, n).mapToDouble(stream::uniform).average().orElseThrow())
                .isCloseTo(0.5, within(0.003));
        double[] z = IntStream.range(0, n).mapToDouble(stream::gaussian).toArray();
        assertThat(IntStream.range(0, n).mapToDouble(i -> z[i]).average().orElseThrow())
                .isCloseTo(0, within(0.01));
        assertThat(IntStream.range(0, n).mapToDouble(i -> z[i] * z[i]).average().orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    @Test
    void aPositionNamesAPieceOfTheGlobalBatch() {
        Position piece = Position.START.at(42, 7).shard(25, 100).shard(5, 100);
        assertThat(piece).isEqualTo(new Position(42, 7, 30, 100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Position(1, -1, 0, 0))
                .withMessage("position: step -1, first example 0, global batch 0, expected none to be negative");
    }
}

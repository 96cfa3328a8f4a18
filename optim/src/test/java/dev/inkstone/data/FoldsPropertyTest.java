package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("once")
class FoldsPropertyTest {
    @Property(tries = 100)
    void foldsHoldEachExampleBackOnce(
            @ForAll @IntRange(min = 2, max = 9) int k,
            @ForAll @IntRange(min = 9, max = 80) int examples,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll long seed) {
        Dataset data = random(examples, classes, seed);
        for (List<Fold> folds : List.of(data.kFold(k, seed), data.stratifiedKFold(k, seed))) {
            assertThat(folds).hasSize(k);
            int[] held = new int[examples];
            for (Fold fold : folds) {
                int[] in = indices(fold.validation());
                Arrays.stream(in).forEach(i -> held[i]++);
                assertThat(IntStream.concat(Arrays.stream(in), Arrays.stream(indices(fold.train())))
                                .sorted())
                        .containsExactly(IntStream.range(0, examples).boxed().toArray(Integer[]::new));
            }
            assertThat(held).containsOnly(1);
        }
        for (Fold fold : data.kFold(k, seed)) {
            assertThat(fold.validation().size()).isBetween(examples / k, (examples + k - 1) / k);
        }
        for (Fold fold : data.stratifiedKFold(k, seed)) {
            proportionsHold(data, fold.validation(), 1.0 / k);
        }
    }

    @Property(tries = 100)
    void stratifiedPartsKeepTheProportions(
            @ForAll @IntRange(min = 1, max = 98) int percent,
            @ForAll @IntRange(min = 0, max = 200) int examples,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll long seed) {
        Dataset data = random(examples, classes, seed);
        double[] shares = {percent / 100.0, 0.01, (99 - percent) / 100.0};
        List<Dataset> parts = data.stratifiedSplit(seed, shares);
        assertThat(parts.stream()
                        .flatMapToInt(part -> Arrays.stream(indices(part)))
                        .sorted())
                .containsExactly(IntStream.range(0, examples).boxed().toArray(Integer[]::new));
        for (int p = 0; p < shares.length; p++) {
            proportionsHold(data, parts.get(p), shares[p]);
        }
    }

    private static void proportionsHold(Dataset all, Dataset part, double share) {
        int[] counts = all.classCounts();
        int[] own = Arrays.copyOf(part.classCounts(), counts.length);
        for (int c = 0; c < counts.length; c++) {
            assertThat(own[c] - share * counts[c]).isBetween(-1.0, 1.0);
        }
    }

    private static int[] indices(Dataset data) {
        return Arrays.stream(ViewsTest.firsts(data)).mapToInt(Float::intValue).toArray();
    }

    private static Dataset random(int examples, int classes, long seed) {
        RandomStream random = RandomStream.of(seed, "labels");
        float[] values = new float[examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            values[i] = i;
            labels[i] = random.below(i, classes);
        }
        return Datasets.of(values, Shape.of(1), labels);
    }
}

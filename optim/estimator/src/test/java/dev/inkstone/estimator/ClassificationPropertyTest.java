package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.data.Fold;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Tag("once")
class ClassificationPropertyTest {
    @Property
    void labelsComeBackFromTheirIndicesInTheirOrder(@ForAll @Size(min = 2, max = 40) int[] labels) {
        Assume.that(Arrays.stream(labels).distinct().count() > 1);
        Dataset data = Datasets.of(new float[labels.length], Shape.of(1), labels);
        Classification classes = Classification.of(data, List.of());
        Dataset encoded = classes.encoded(data);
        assertThat(IntStream.range(0, labels.length).map(i -> classes.label(encoded.label(i))))
                .containsExactly(Arrays.stream(labels).boxed().toArray(Integer[]::new));
        assertThat(classes.labels()).isSorted().doesNotHaveDuplicates();
        assertThat(encoded.classCounts()).hasSize(classes.outputs()).doesNotContain(0);
    }

    @Property
    void oneHotLabelsComeBack(@ForAll @Size(max = 40) List<@IntRange(max = 6) Integer> labels) {
        int[] given = labels.stream().mapToInt(label -> label).toArray();
        Dataset data = Datasets.of(new float[given.length], Shape.of(1), given);
        Dataset back = data.oneHot(7).fromOneHot();
        assertThat(IntStream.range(0, given.length).map(back::label).toArray()).isEqualTo(given);
        assertThat(back.targetShape()).isNull();
    }

    @Property(tries = 50)
    void foldsHaveTheClassesInProportionWhateverTheLabels(
            @ForAll @IntRange(min = 2, max = 5) int k, @ForAll int low, @ForAll long seed) {
        int[] labels = IntStream.range(0, 60)
                .map(i -> i % 3 == 0 ? low : low + 1_000_000_000)
                .toArray();
        Dataset data = Datasets.of(new float[60], Shape.of(1), labels);
        for (Fold fold : CrossValidation.kFold(k, seed).folds(Classifier.mlp(1), data)) {
            double share = fold.validation().classCounts()[low < low + 1_000_000_000 ? 0 : 1]
                    / (double) fold.validation().size();
            assertThat(share * fold.validation().size() - fold.validation().size() / 3.0)
                    .isBetween(-1.0, 1.0);
        }
    }
}

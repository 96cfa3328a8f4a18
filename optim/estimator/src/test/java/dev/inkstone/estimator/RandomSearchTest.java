package dev.inkstone.estimator;

import static dev.inkstone.estimator.Distribution.choice;
import static dev.inkstone.estimator.Distribution.integer;
import static dev.inkstone.estimator.Distribution.logUniform;
import static dev.inkstone.estimator.Distribution.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

@Tag("once")
class RandomSearchTest {
    private static final Flowers DATA = new Flowers(24, 1);

    @Property
    void valuesLieWithinTheirBounds(
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double from,
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double width,
            @ForAll int low,
            @ForAll @IntRange(max = 1000) int count,
            @ForAll long seed) {
        RandomStream random = RandomStream.of(seed, "test");
        assertThat(uniform(from, from + width).draw(random)).isBetween(from, from + width);
        assertThat(logUniform(from, from + width).draw(random)).isBetween(from, from + width);
        int high = (int) Math.min(Integer.MAX_VALUE, (long) low + count);
        assertThat(integer(low, high).draw(random)).isBetween(low, high);
        assertThat(choice(List.of("a", "b")).draw(random)).isIn("a", "b");
    }

    @Example
    void eachOrderOfMagnitudeIsAsProbableAsTheOthers() {
        RandomStream random = RandomStream.of(3, "test");
        long small = IntStream.range(0, 4000)
                .filter(i -> logUniform(1e-4, 1).draw(random.at(0, i)) < 1e-3)
                .count();
        assertThat(small / 4000.0).isCloseTo(0.25, within(0.03));
        long ends = IntStream.range(0, 4000)
                .map(i -> integer(1, 4).draw(random.at(0, i)))
                .filter(i -> i == 1 || i == 4)
                .count();
        assertThat(ends / 4000.0).isCloseTo(0.5, within(0.03));
    }

    @Example
    void dimensionsAndCandidatesLeaveTheValuesOfOthersAsTheyAre() {
        RandomSearch<TrainingParameters> one = RandomSearch.over(TrainingParameters.DEFAULT.withEpochs(1))
                .vary("learningRate", logUniform(1e-3, 1e-1), TrainingParameters::withLearningRate)
                .candidates(3);
        List<Object> rates = values(one, "learningRate");
        assertThat(rates).hasSize(3).doesNotHaveDuplicates();
        assertThat(values(one.candidates(5), "learningRate")).startsWith(rates.toArray());
        RandomSearch<TrainingParameters> more =
                one.vary("batchSize", integer(4, 16), TrainingParameters::withBatchSize);
        assertThat(values(more, "learningRate")).isEqualTo(rates);
        assertThat(values(more.seed(1), "learningRate")).doesNotContainAnyElementsOf(rates);
    }

    @Example
    void dimensionsHaveNumbersOfTheirOwn() {
        RandomSearch<TrainingParameters> two = RandomSearch.over(TrainingParameters.DEFAULT.withEpochs(1))
                .vary("first", uniform(0.1, 1), TrainingParameters::withLearningRate)
                .vary("second", uniform(0.1, 1), TrainingParameters::withWeightDecay)
                .candidates(3);
        assertThat(values(two, "first")).doesNotContainAnyElementsOf(values(two, "second"));
    }

    @Example
    void theParametersHaveTheValuesThatTheTableShows() {
        var found = RandomSearch.over(EstimatorParameters.mlp().training(t -> t.withEpochs(1)))
                .vary("dropout", uniform(0, 0.5), (p, dropout) -> p.network(n -> n.withDropout(dropout)))
                .vary("width", integer(2, 5), (p, width) -> p.network(n -> n.withHidden(width)))
                .candidates(3)
                .estimator(Classifier::of)
                .crossValidation(CrossValidation.holdOut(0.5, 1))
                .fit(DATA.data());
        for (Trial<EstimatorParameters<MlpParameters>> trial : found.trials()) {
            MlpParameters network = trial.parameters().network();
            assertThat(trial.values())
                    .isEqualTo(Map.of(
                            "dropout",
                            network.dropout(),
                            "width",
                            network.hidden().get(0)));
        }
    }

    private static List<Object> values(RandomSearch<TrainingParameters> search, String name) {
        List<Object> values = new ArrayList<>();
        search.estimator(training -> Classifier.of(MlpParameters.DEFAULT.withHidden(2), training))
                .crossValidation(CrossValidation.holdOut(0.5, 1))
                .onTrial(trial -> values.add(trial.values().get(name)))
                .fit(DATA.data());
        return values;
    }
}

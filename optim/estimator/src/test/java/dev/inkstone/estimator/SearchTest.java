package dev.inkstone.estimator;

import static dev.inkstone.estimator.ClassifierTest.weights;
import static dev.inkstone.estimator.Distribution.choice;
import static dev.inkstone.estimator.Distribution.integer;
import static dev.inkstone.estimator.Distribution.logUniform;
import static dev.inkstone.estimator.Distribution.uniform;
import static dev.inkstone.estimator.Flowers.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.data.Fold;
import dev.inkstone.ops.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Dataset DATA = new Flowers(60, 1).data();
    private static final CrossValidation THREE = CrossValidation.kFold(3, 7);
    private static final TrainingParameters SHORT = quick().withEpochs(20);

    private static Search<TrainingParameters, Classifier> rates(double... rates) {
        return GridSearch.over(SHORT)
                .vary("learningRate", Arrays.stream(rates).boxed().toList(), TrainingParameters::withLearningRate)
                .estimator(training -> Classifier.of(MlpParameters.DEFAULT.withHidden(8), training))
                .crossValidation(THREE);
    }

    @Test
    void aGridTriesAllCombinationsTheLastDimensionFirst() {
        var found = GridSearch.over(EstimatorParameters.mlp().training(t -> quick().withEpochs(1)))
                .vary(
                        "activation",
                        List.of(Activation.RELU, Activation.TANH),
                        (p, a) -> p.network(n -> n.withActivation(a)))
                .vary("hidden", List.of(List.of(4), List.of(4, 2)), (p, widths) -> p.network(n -> n.withHidden(widths)))
                .vary("epochs", List.of(1, 2), (p, epochs) -> p.training(t -> t.withEpochs(epochs)))
                .estimator(Classifier::of)
                .crossValidation(CrossValidation.holdOut(0.3, 7))
                .fit(DATA);
        assertThat(found.trials()).hasSize(8);
        Trial<EstimatorParameters<MlpParameters>> second = found.trials().get(1);
        assertThat(second.values().toString()).isEqualTo("{activation=RELU, hidden=[4], epochs=2}");
        assertThat(second.parameters().training().epochs()).isEqualTo(2);
        assertThat(found.trials().get(7).parameters().network())
                .isEqualTo(MlpParameters.DEFAULT.withActivation(Activation.TANH).withHidden(4, 2));
        assertThat(second.scores().values()).hasSize(1);
    }

    @Test
    void theBestIsFoundAndLearnsFromAllData() {
        SearchResult<TrainingParameters, Classifier> found =
                rates(1e-6, 0.05, 1e-5).fit(DATA);
        assertThat(found.best()).isSameAs(found.trials().get(1));
        assertThat(found.best().score()).isGreaterThan(0.8);
        assertThat(found.best().values()).isEqualTo(Map.of("learningRate", 0.05));
        assertThat(found.rank(found.trials().get(1))).isEqualTo(1);
        Classifier alone = Classifier.of(MlpParameters.DEFAULT.withHidden(8), SHORT.withLearningRate(0.05));
        assertThat(weights(found.estimator())).isEqualTo(weights(alone.fit(DATA)));
        assertThat(found.best().scores()).isEqualTo(THREE.scores(alone, DATA));
        assertThat(found.estimator().classes()).containsExactly(Flowers.KINDS);
    }

    @Test
    void aSearchIsTheSameToTheBitButForTheSeconds() {
        SearchResult<TrainingParameters, Classifier> one = rates(0.01, 0.02).fit(DATA);
        SearchResult<TrainingParameters, Classifier> other = rates(0.01, 0.02).fit(DATA);
        for (int i = 0; i < 2; i++) {
            Trial<TrainingParameters> trial = one.trials().get(i);
            Trial<TrainingParameters> same = other.trials().get(i);
            assertThat(new Trial<>(same.values(), same.parameters(), same.scores(), trial.seconds(), same.failure()))
                    .isEqualTo(trial);
        }
        assertThat(weights(other.estimator())).isEqualTo(weights(one.estimator()));
    }

    @Test
    void whatFailsIsRecordedAndTheSearchGoesOn() {
        List<String> heard = new ArrayList<>();
        var found = GridSearch.over(SHORT.withOptimizer(OptimizerKind.SGD))
                .vary("learningRate", List.of(1e38, -1.0, 0.1), TrainingParameters::withLearningRate)
                .estimator(training -> Classifier.of(MlpParameters.DEFAULT.withHidden(4), training))
                .crossValidation(THREE)
                .onTrial(trial -> heard.add(trial.failed() ? "failed" : "scored"))
                .fit(DATA);
        assertThat(heard).containsExactly("failed", "failed", "scored");
        assertThat(found.trials().get(0).failure()).startsWith("classifier: dense2: forward: ");
        assertThat(found.trials().get(1).failure())
                .isEqualTo("training: learning rate -1.0, expected a finite number above 0; 0.001 is a common start");
        assertThat(found.trials().get(1).parameters()).isNull();
        assertThat(found.trials().get(0).score()).isNaN();
        assertThat(found.trials()).extracting(found::rank).containsExactly(2, 2, 1);
        assertThat(found.best().values()).isEqualTo(Map.of("learningRate", 0.1));
    }

    @Test
    void whereAllFailItSaysWhyTheFirstDid() {
        assertThatThrownBy(() -> rates(-1, -2).fit(DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("search: all 2 candidates failed, expected one at least with a score; the first said:"
                        + " training: learning rate -1.0, expected a finite number above 0; 0.001 is a common start")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereTheBestFailsOnAllDataItsScoreIsNotLost() {
        Network few = (input, outputs) -> {
            throw new IllegalStateException("too many");
        };
        int[] built = {0};
        Search<TrainingParameters, Classifier> search = GridSearch.over(SHORT)
                .estimator(training -> Classifier.of(built[0]++ == 0 ? MlpParameters.DEFAULT : few, training))
                .crossValidation(THREE);
        assertThatThrownBy(() -> search.fit(DATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "search: the best candidate \\{}, with a score of 0\\.\\d{4} ± 0\\.\\d{4}, fails on all"
                                + " data: too many; onTrial tells of all trials");
    }

    @Test
    void regressorsAreSearchedOverToo() {
        float[][] x = new float[40][];
        float[] y = new float[40];
        for (int i = 0; i < 40; i++) {
            x[i] = new float[] {i};
            y[i] = 3 * i + 1;
        }
        var found = GridSearch.over(SHORT.withEpochs(60))
                .vary("learningRate", List.of(1e-6, 0.05), TrainingParameters::withLearningRate)
                .estimator(training -> Regressor.of(MlpParameters.DEFAULT.withHidden(), training))
                .crossValidation(THREE)
                .fit(Datasets.of(x, y));
        assertThat(found.best().values()).isEqualTo(Map.of("learningRate", 0.05));
        assertThat(found.toMarkdown()).contains("| rank | learningRate | r2 | seconds |");
    }

    @Test
    void theScoreIsThatOfExamplesThatWereNotLearntFrom() {
        CrossValidation misled = CrossValidation.of(data -> List.of(new Fold(
                data.take(30), data.skip(30).relabel(label -> (label + 1) % 3)))); // all that was learnt is wrong there
        assertThat(misled.scores(Flowers.classifier(), DATA).mean()).isLessThan(0.34);
    }

    @Test
    void foldsMayBeOnesOwn() {
        CrossValidation past = CrossValidation.of(data -> List.of(new Fold(data.take(40), data.skip(40))));
        assertThat(past.scores(Flowers.classifier(), DATA).values()).hasSize(1);
        refused(
                () -> CrossValidation.of(data -> List.of()).scores(Flowers.classifier(), DATA),
                "cross-validation: 0 folds, expected 1 or more");
    }

    @Test
    void tablesOfTheResults() {
        Trial<String> good = new Trial<>(Map.of("a", 0.00123456789), "", new Scores(List.of(0.9, 0.8)), 1.25, null);
        Trial<String> better = new Trial<>(Map.of("a", List.of(4, 2)), "", new Scores(List.of(0.95, 0.95)), 2, null);
        Trial<String> bad = new Trial<>(Map.of("a", "x|y"), null, new Scores(List.of()), 0, "no, \"never\"");
        Classifier fitted = Flowers.classifier().fit(DATA);
        SearchResult<String, Classifier> result = new SearchResult<>(List.of(good, bad, better), fitted);
        assertThat(result.toMarkdown()).isEqualTo("""
                        | rank | a | accuracy | seconds |
                        |---|---|---|---|
                        | 1 | [4, 2] | 0.9500 ± 0.0000 | 2.00 |
                        | 2 | 0.001235 | 0.8500 ± 0.0500 | 1.25 |
                        | 3 | x\\|y | failed: no, "never" | 0.00 |
                        """);
        assertThat(result.toCsv()).isEqualTo("""
                        rank,a,accuracy,deviation,fold_1,fold_2,seconds,failure
                        2,0.00123456789,0.8500000000000001,0.04999999999999999,0.9,0.8,1.25,
                        3,x|y,,,,,0.0,"no, ""never""\"
                        1,"[4, 2]",0.95,0.0,0.95,0.95,2.0,
                        """);
    }

    @Test
    @Tag("once")
    void badRequestsAreRefused() {
        GridSearch<TrainingParameters> grid =
                GridSearch.over(SHORT).vary("seed", List.of(1, 2), (p, seed) -> p.withSeed(seed));
        refused(
                () -> grid.vary("seed", List.of(3), (p, seed) -> p.withSeed(seed)),
                "search: dimension 'seed', expected a name of its own for each");
        refused(
                () -> grid.vary("epochs", List.of(), TrainingParameters::withEpochs),
                "grid search: 0 values of 'epochs', expected 1 or more, and 100000 combinations at most; RandomSearch"
                        + " tries some of many");
        refused(() -> RandomSearch.over(SHORT).candidates(0), "random search: 0 candidates, expected 1 or more");
        refused(
                () -> CrossValidation.kFold(1, 0),
                "cross-validation: 1 folds, expected 2 or more; holdOut(0.2, seed) validates once");
        refused(
                () -> CrossValidation.holdOut(1, 0),
                "cross-validation: hold out 1.0, expected a share between 0 and 1; 0.2 is common");
        refused(
                () -> CrossValidation.kFold(61, 0).scores(Flowers.classifier(), DATA),
                "folds: 61 of 60 examples, expected 2 to 60, the number of examples");
        refused(() -> uniform(1, 0), "uniform: 1.0 to 0.0, expected two finite numbers, the smaller one first");
        refused(
                () -> logUniform(0, 1),
                "log uniform: 0.0 to 1.0, expected two finite numbers above 0, the smaller one first");
        refused(() -> integer(2, 1), "integer: 2 to 1, expected the smaller one first, not too far apart");
        refused(() -> choice(List.of()), "choice: 0 values, expected 1 or more");
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}

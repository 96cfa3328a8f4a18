package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.ops.Activation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Classes that were named before the data came, and data that hold no classes. */
class KnownClassesTest {
    private static final Dataset DATA = Datasets.of(
            new Flowers(60, 1).x, IntStream.range(0, 60).map(i -> i % 3).toArray());

    private static Classifier classifier() {
        return Classifier.of(MlpParameters.DEFAULT.withHidden(4), TrainingParameters.DEFAULT.withEpochs(2));
    }

    @Test
    void partialFitKeepsTheNamesOfClassesThatItIsTold() {
        Classifier classifier = classifier().classNames(List.of("a", "b", "c")).partialFit(DATA, 2, 1, 0);
        assertThat(classifier.classNames()).containsExactly("a", "b", "c");
        assertThatThrownBy(() -> classifier().classNames(List.of("a", "b")).partialFit(DATA, 0, 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "classifier: partialFit with the classes [0, 1, 2], expected [0, 1], which have the names [a, b];"
                                + " leave them out, or make a new classifier");
    }

    @Test
    void classesThatChangeBetweenPartialFitsAreRefused() {
        Classifier classifier = classifier().partialFit(DATA, 0, 1, 2).partialFit(DATA, 2, 1, 0);
        assertThatThrownBy(() -> classifier.partialFit(DATA, 0, 1, 2, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "classifier: partialFit with the classes [0, 1, 2, 9], expected [0, 1, 2], as in the first call;"
                                + " leave them out, or make a new classifier");
    }

    @Test
    void numbersAreNotTakenForOneHotLabels() {
        Dataset numbers = Datasets.of(new float[][] {{1}, {2}}, new float[] {0.5f, 1});
        assertThatThrownBy(() -> classifier().fit(numbers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "classifier: examples have numbers [1] to predict, expected class labels, or one-hot values of 2"
                                + " classes or more; numbers are learnt by a Regressor");
    }

    @Test
    void aShareThatHoldsNothingOutSaysSo() {
        assertThatThrownBy(() -> CrossValidation.holdOut(0.001, 1).scores(classifier(), DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cross-validation: hold out 0.001 of 60 examples leaves 60 to train on and 0 to validate,"
                        + " expected 1 or more; give more examples, or another share");
    }

    /** Scaling repairs large inputs, but no missing ones. */
    @Test
    void scalingIsTheCureOnlyOfWhatIsTooLarge() {
        Classifier raw = Classifier.of(
                MlpParameters.DEFAULT.withHidden(4).withActivation(Activation.LINEAR),
                TrainingParameters.DEFAULT.withScaling(InputScaling.NONE));
        assertThatThrownBy(() -> raw.fit(new float[][] {{1, Float.NaN}, {2, 3}}, new int[] {0, 1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("repair the data: fill missing values, or filter such examples out");
        assertThatThrownBy(() -> raw.fit(new float[][] {{3e38f, 3e38f}, {-3e38f, 3e38f}}, new int[] {0, 1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("or scale the input; withScaling(InputScaling.STANDARDIZE) does that");
    }
}

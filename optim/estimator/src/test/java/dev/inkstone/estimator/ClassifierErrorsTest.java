package dev.inkstone.estimator;

import static dev.inkstone.estimator.Flowers.classifier;
import static dev.inkstone.estimator.Flowers.quick;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a newcomer reads when something is wrong. */
@Tag("once")
class ClassifierErrorsTest {
    private static final Flowers TRAIN = new Flowers(60, 1);

    private static void fails(ThrowingCallable action, Class<? extends Exception> type, String message) {
        assertThatThrownBy(action).isInstanceOf(type).hasMessage(message);
    }

    private static void refused(ThrowingCallable action, String message) {
        fails(action, IllegalArgumentException.class, message);
    }

    @Test
    void beforeFitItSaysWhatToDo() {
        Classifier classifier = Classifier.mlp(4);
        String start = "classifier: ";
        String cure = " before fit, expected a fitted one; call fit(x, y) first, or load a saved one with"
                + " Classifier.load(file)";
        fails(() -> classifier.predict(TRAIN.x), NotFittedException.class, start + "predict" + cure);
        fails(
                () -> classifier.predictProbabilities(TRAIN.x),
                NotFittedException.class,
                start + "predictProbabilities" + cure);
        fails(() -> classifier.score(TRAIN.x, TRAIN.y), NotFittedException.class, start + "score" + cure);
        fails(() -> classifier.score(TRAIN.x, TRAIN.names()), NotFittedException.class, start + "score" + cure);
        fails(() -> classifier.save(Path.of("never")), NotFittedException.class, start + "save" + cure);
        fails(classifier::classes, NotFittedException.class, start + "classes" + cure);
        fails(
                () -> Regressor.mlp().predict(TRAIN.x),
                NotFittedException.class,
                "regressor: predict before fit, expected a fitted one; call fit(x, y) first, or load a saved one with"
                        + " Regressor.load(file)");
        assertThat(classifier.isFitted()).isFalse();
        assertThat(new NotFittedException("classifier", "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void dataThatDoNotFitTogether() {
        refused(
                () -> classifier().fit(TRAIN.x, new int[59]),
                "dataset: inputs [60, 3] and labels [59], expected [60], one for each example");
        refused(
                () -> classifier().fit(new float[][] {{1, 2}, {1}}, new int[] {0, 1}),
                "dataset: row 1 has 1 values, expected 2 as row 0");
        refused(() -> classifier().fit(new float[0][], new int[0]), "dataset: 0 rows, expected 1 or more");
        refused(() -> classifier().fit(TRAIN.data().take(0)), "classifier: fit of 0 examples, expected 1 or more");
        refused(
                () -> classifier().fit(new float[][] {{1}, {2}}, new String[] {"a", null}),
                "classifier: label 1 is null, expected the name of a class; leave the example out");
        refused(
                () -> classifier().fit(TRAIN.x, new int[60]),
                "classifier: examples of the classes [0] alone, expected 2 classes or more; there is nothing to tell"
                        + " apart");
        refused(
                () -> classifier().fit(new float[][] {{1}, {2}}, new float[][] {{0, 1}, {0.5f, 0.5f}}),
                "from one-hot: 0.5 in column 0 of example 1, expected a single 1 and zeros; soft labels are learnt"
                        + " from with a Trainer");
        refused(
                () -> classifier().fit(new float[][] {{1}, {Float.NaN}}, new int[] {0, 1}),
                "standardizer: NaN in feature 0 of example 1, expected finite numbers; leave the example out");
        refused(
                () -> classifier().classNames(List.of("a", "b")).fit(TRAIN.x, TRAIN.y),
                "classifier: label -5, expected one of the classes [0, 1]; fit again with data of all classes, or name"
                        + " all of them in the first partialFit");
    }

    @Test
    void inputsThatItWasNotFittedTo() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        refused(
                () -> classifier.predict(new float[][] {{1, 2}}),
                "classifier: examples [2], expected [3] as it was fitted to");
        refused(
                () -> classifier.predict(Tensor.zeros(Shape.of(3))),
                "classifier: examples [], expected [3] as it was fitted to");
        refused(
                () -> classifier.partialFit(Datasets.of(new float[][] {{1, 2}}, 3)),
                "classifier: examples [2], expected [3] as it was fitted to");
        refused(
                () -> classifier.predict(new float[][] {{1, 2, 3}, {1, Float.NaN, 3}}),
                "classifier: example 1 has no class, for its logits are NaN, expected finite inputs; leave the example"
                        + " out");
    }

    @Test
    void networksWithoutTheRightEnd() {
        Network two = (input, outputs) -> sequential(dense(2));
        refused(
                () -> Classifier.of(two, quick()).fit(TRAIN.x, TRAIN.y),
                "classifier: the network ends with [2], expected [3]; end it with dense(outputs)");
        refused(() -> MlpParameters.DEFAULT.withHidden(8, 0), "mlp: hidden widths [8, 0], expected 1 or more each");
        refused(
                () -> MlpParameters.DEFAULT.withDropout(1),
                "mlp: dropout 1.0, expected the share that is dropped, 0 or more and less than 1; 0.2 to 0.5 is usual");
    }

    @Test
    void parametersOutOfRange() {
        TrainingParameters base = TrainingParameters.DEFAULT;
        refused(
                () -> base.withLearningRate(-1),
                "training: learning rate -1.0, expected a finite number above 0; 0.001 is a common start");
        refused(() -> base.withBatchSize(0), "training: batch size 0, expected 1 or more");
        refused(() -> base.withEpochs(0), "training: epochs 0, expected 1 or more");
        refused(() -> base.withPatience(-1), "training: patience -1, expected 1 or more epochs, or 0 to make all");
        refused(() -> base.withMinDelta(Double.NaN), "training: min delta NaN, expected 0 or more");
        refused(
                () -> base.withTargetScore(97),
                "training: target score 97.0, expected at most 1: all answers right, or an R² without any error");
        refused(
                () -> base.withWeightDecay(-1),
                "training: weight decay -1.0, expected a finite number of 0 or more; 1e-4 is a common start");
        refused(
                () -> base.withValidationFraction(1),
                "training: validation fraction 1.0, expected the share that is held back, 0 or more and less than 1;"
                        + " 0.1 is common");
        refused(
                () -> Classifier.of(MlpParameters.DEFAULT, quick().withValidationFraction(0.01))
                        .fit(new float[][] {{1}, {2}}, new int[] {0, 1}),
                "classifier: validation fraction 0.01 of 2 examples leaves 2 to train on and 0 to validate, expected 1"
                        + " or more; give more examples, or another fraction");
    }

    @Test
    void aTrainingThatDivergesSaysSoAndAnEarlierFitStays() {
        Dataset data = TRAIN.data();
        TrainingParameters wild =
                quick().withOptimizer(OptimizerKind.SGD).withLearningRate(1e30).withScaling(InputScaling.NONE);
        assertThatThrownBy(() -> Classifier.of(MlpParameters.DEFAULT, wild).fit(data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "classifier: dense2: forward: .* values of its output are NaN or infinite, .*expected finite numbers;"
                                + " lower the learning rate, .*; withScaling\\(InputScaling\\.STANDARDIZE\\) does that");
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        float[] weights = ClassifierTest.weights(classifier).clone();
        assertThatThrownBy(() -> classifier.fit(TRAIN.x, new int[60])).isInstanceOf(IllegalArgumentException.class);
        assertThat(ClassifierTest.weights(classifier)).isEqualTo(weights);
        assertThat(classifier.fit(TRAIN.data().inputs(), IntTensor.of(TRAIN.y)).isFitted())
                .isTrue();
    }
}

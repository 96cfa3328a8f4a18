package dev.inkstone.estimator;

import static dev.inkstone.estimator.Flowers.classifier;
import static dev.inkstone.estimator.Flowers.quick;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Normalize;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Callbacks;
import dev.inkstone.training.EpochRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a classifier promises to who uses it as intended. */
class ClassifierTest {
    private static final Flowers TRAIN = new Flowers(151, 1);
    private static final Flowers TEST = new Flowers(90, 2);

    @Test
    void learnsATableInAnyUnitsWithLabelsThatAreAnyNumbers() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        assertThat(classifier.score(TEST.x, TEST.y)).isGreaterThan(0.9);
        assertThat(classifier.classes()).containsExactly(-5, 3, 40);
        int[] answers = classifier.predict(TEST.x);
        int right = 0;
        for (int i = 0; i < answers.length; i++) {
            right += answers[i] == TEST.y[i] ? 1 : 0;
        }
        assertThat(classifier.score(TEST.x, TEST.y)).isEqualTo(right / 90.0);
    }

    @Test
    void withoutScalingTheSameTableIsNotLearnt() {
        Classifier unscaled =
                Classifier.of(MlpParameters.DEFAULT.withHidden(8), quick().withScaling(InputScaling.NONE));
        assertThat(unscaled.fit(TRAIN.x, TRAIN.y).score(TEST.x, TEST.y)).isLessThan(0.75);
    }

    @Test
    void probabilitiesAddUpToOneAndTheLargestIsTheAnswer() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        float[][] probabilities = classifier.predictProbabilities(TEST.x);
        int[] answers = classifier.predict(TEST.x);
        for (int i = 0; i < answers.length; i++) {
            float[] row = probabilities[i];
            assertThat(row[0] + row[1] + row[2]).isCloseTo(1f, within(1e-5f));
            int largest = IntStream.range(0, 3).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
            assertThat(classifier.classes()[largest]).isEqualTo(answers[i]);
        }
    }

    @Test
    void theFormOfInputsAndLabelsMakesNoDifference() {
        float[] expected = weights(classifier().fit(TRAIN.x, TRAIN.y));
        Tensor x = TRAIN.data().inputs();
        int[] indices = Arrays.stream(TRAIN.y)
                .map(y -> Arrays.binarySearch(Flowers.KINDS, y))
                .toArray();
        float[][] oneHot = new float[TRAIN.y.length][3];
        IntStream.range(0, oneHot.length).forEach(i -> oneHot[i][indices[i]] = 1);
        Tensor hot = Datasets.unlabelled(oneHot).inputs();
        Dataset labelled = Datasets.of(TRAIN.x, indices);
        assertThat(weights(classifier().fit(x, IntTensor.of(TRAIN.y)))).isEqualTo(expected);
        assertThat(weights(classifier().fit(TRAIN.x, oneHot))).isEqualTo(expected);
        assertThat(weights(classifier().fit(x, hot))).isEqualTo(expected);
        assertThat(weights(classifier().fit(labelled))).isEqualTo(expected);
        assertThat(weights(classifier().fit(labelled.oneHot(3)))).isEqualTo(expected);
        assertThat(weights(classifier().fit(TRAIN.x, TRAIN.names()))).isEqualTo(expected);
    }

    @Test
    void namesOfClassesComeBack() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.names());
        assertThat(classifier.classNames()).containsExactly(Flowers.NAMES);
        assertThat(classifier.score(TEST.x, TEST.names())).isGreaterThan(0.9);
        int[] answers = classifier.predict(TEST.x);
        assertThat(classifier.predictNames(TEST.x))
                .containsExactlyElementsOf(
                        Arrays.stream(answers).mapToObj(i -> Flowers.NAMES[i]).toList());
        assertThat(classifier.fit(TRAIN.x, TRAIN.y).classNames())
                .as("names of other data")
                .containsExactly("-5", "3", "40");
        assertThat(classifier
                        .classNames(List.of("a", "b", "c", "d"))
                        .fit(TRAIN.data().relabel(label -> Arrays.binarySearch(Flowers.KINDS, label)))
                        .classes())
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void aLabelThatWasNeverLearntCountsAsWrong() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        double share = classifier.score(TEST.x, TEST.y);
        int[] other = TEST.y.clone();
        IntStream.range(0, 45).forEach(i -> other[i] = 99);
        assertThat(classifier.score(TEST.x, other)).isLessThanOrEqualTo(0.5).isGreaterThan(share - 0.5 - 1e-9);
    }

    @Test
    void namesAreScoredAsTheyArePredictedWhateverTheLabels() {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y); // -5, 3, 40
        String[] names = classifier.predictNames(TEST.x).toArray(String[]::new);
        assertThat(classifier.score(TEST.x, names)).isEqualTo(1.0);
        names[1] = "dahlia";
        assertThat(classifier.score(TEST.x, names)).isEqualTo(89 / 90.0);
        int[] signs = Arrays.stream(TRAIN.y).map(y -> y < 0 ? -1 : 1).toArray();
        assertThat(classifier.fit(TRAIN.x, signs).score(TEST.x, TEST.names()))
                .as("no name is that of label -1")
                .isZero();
    }

    @Test
    void anEarlyStoppingOfTheUsersStandsForTheUsualOne() {
        Classifier own = classifier()
                .callbacks(Callbacks.earlyStopping("loss").minDelta(1e9).patienceEpochs(2));
        assertThat(own.fit(TRAIN.x, TRAIN.y).history().epochs()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSameParametersAndDataGiveTheSameBits(int threads) {
        TrainingParameters training = quick().withEpochs(5).withValidationFraction(0.2);
        MlpParameters network =
                MlpParameters.DEFAULT.withHidden(8, 8).withDropout(0.2).withBatchNorm(true);
        float[] expected = weights(Classifier.of(network, training).fit(TRAIN.x, TRAIN.y));
        try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
            Classifier again = Classifier.of(network, training);
            assertThat(weights(again.fit(TRAIN.x, TRAIN.y))).isEqualTo(expected);
            assertThat(weights(again.fit(TRAIN.x, TRAIN.y)))
                    .as("a second fit begins anew")
                    .isEqualTo(expected);
        }
        assertThat(weights(Classifier.of(network, training.withSeed(1)).fit(TRAIN.x, TRAIN.y)))
                .isNotEqualTo(expected);
    }

    @Test
    void anyNetworkCanBeTrained() {
        Network cnn = (input, outputs) -> sequential(conv2d(4, 3).stride(2), flatten(), dense(outputs));
        float[] pixels = new float[60 * 36];
        int[] labels = new int[60];
        for (int i = 0; i < pixels.length; i++) {
            labels[i / 36] = i / 36 % 2 + 1;
            pixels[i] = i % 36 / 18 + 1 == labels[i / 36] ? 200 + i % 7 : i % 11;
        }
        Tensor images = Tensor.of(Shape.of(60, 6, 6, 1), pixels);
        Classifier classifier =
                Classifier.of(cnn, quick().withScaling(InputScaling.RANGE)).fit(images, IntTensor.of(labels));
        assertThat(classifier.score(images, IntTensor.of(labels))).isEqualTo(1.0);
        assertThat(weights(Classifier.of(
                                Network.of(conv2d(4, 3).stride(2), flatten()), quick().withScaling(InputScaling.RANGE))
                        .fit(images, IntTensor.of(labels))))
                .isEqualTo(weights(classifier));
    }

    @Test
    void scalingIsMeasuredOnWhatIsTrainedOnAlone() {
        Classifier classifier = Classifier.of(
                        MlpParameters.DEFAULT, quick().withEpochs(1).withValidationFraction(0.5))
                .fit(TRAIN.x, TRAIN.y);
        Normalize half = (Normalize) classifier.model().spec().layers().get(0);
        Normalize all = (Normalize)
                classifier().fit(TRAIN.x, TRAIN.y).model().spec().layers().get(0);
        assertThat(half.mean().get(0)).isNotEqualTo(all.mean().get(0));
    }

    @Test
    void stopsWhenTheTargetIsReachedAndKeepsThoseWeights() {
        Classifier classifier = Classifier.of(
                        MlpParameters.DEFAULT.withHidden(8),
                        quick().withValidationFraction(0.3).withTargetScore(0.8))
                .fit(TRAIN.x, TRAIN.y);
        assertThat(classifier.history().stopReason())
                .startsWith("val_accuracy 0.")
                .endsWith("has reached the target 0.8");
        List<EpochRecord> epochs = classifier.history().epochs();
        assertThat(epochs).hasSizeLessThan(30);
        assertThat(validated(epochs.get(epochs.size() - 1), "accuracy")).isGreaterThanOrEqualTo(0.8);
        assertThat(epochs.subList(0, epochs.size() - 1))
                .allSatisfy(epoch -> assertThat(validated(epoch, "accuracy")).isLessThan(0.8));
    }

    @Test
    void theWeightsThatReachedTheTargetStayEvenIfAnotherEpochHadTheBestLoss() {
        TrainingParameters training = quick().withTargetScore(0.8)
                .withMinDelta(10) // so that the first epoch stays the best
                .withPatience(30);
        Classifier classifier =
                Classifier.of(MlpParameters.DEFAULT.withHidden(8), training).fit(TRAIN.data(), TEST.data());
        assertThat(validated(classifier.history().epochs().get(0), "accuracy")).isLessThan(0.8);
        assertThat(classifier.score(TEST.data())).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void withoutValidationTheTargetIsThatOfTheTrainingBatches() {
        Classifier classifier = Classifier.of(MlpParameters.DEFAULT.withHidden(8), quick().withTargetScore(0.7))
                .fit(TRAIN.x, TRAIN.y);
        assertThat(classifier.history().stopReason()).startsWith("accuracy 0.").endsWith("has reached the target 0.7");
    }

    @Test
    void patienceEndsWithTheBestWeightsOfTheValidation() {
        Flowers few = new Flowers(30, 5);
        TrainingParameters training =
                quick().withLearningRate(0.1).withEpochs(200).withPatience(3);
        Classifier classifier = Classifier.of(MlpParameters.DEFAULT, training).fit(few.data(), TEST.data());
        assertThat(classifier.history().stopReason()).contains("val_loss has not become better");
        double best = classifier.history().epochs().stream()
                .mapToDouble(epoch -> validated(epoch, "loss"))
                .min()
                .orElseThrow();
        List<EpochRecord> epochs = classifier.history().epochs();
        EpochRecord kept = epochs.stream()
                .filter(epoch -> validated(epoch, "loss") == best)
                .findFirst()
                .orElseThrow();
        Dataset indexed = TEST.data().relabel(label -> Arrays.binarySearch(Flowers.KINDS, label));
        assertThat(Metrics.evaluate(classifier.model(), indexed, Metrics.logLoss())
                        .get("log_loss"))
                .isCloseTo(best, within(1e-5));
        assertThat(epochs.get(epochs.size() - 1).epoch()).isEqualTo(kept.epoch() + 3);
    }

    @Test
    void withoutValidationPatienceGoesByTheLossOfTraining() {
        Classifier lazy = Classifier.of(
                        MlpParameters.DEFAULT,
                        quick().withEpochs(50).withPatience(2).withMinDelta(10))
                .fit(TRAIN.x, TRAIN.y);
        assertThat(lazy.history().epochs()).hasSize(3);
        Classifier stubborn = Classifier.of(
                        MlpParameters.DEFAULT,
                        quick().withEpochs(6).withPatience(0).withMinDelta(10))
                .fit(TRAIN.x, TRAIN.y);
        assertThat(stubborn.history().epochs()).hasSize(6);
    }

    @Test
    void noExampleIsLeftAloneInTheLastStep() {
        Classifier classifier = Classifier.of(
                        MlpParameters.DEFAULT, quick().withEpochs(1).withBatchSize(50))
                .fit(TRAIN.x, TRAIN.y); // 151 examples: three batches of 51, 51, 49
        assertThat(classifier.history().epochs().get(0).step()).isEqualTo(3);
    }

    @Test
    void manyThreadsMayPredictWhileOneFits() throws Exception {
        Classifier classifier = classifier().fit(TRAIN.x, TRAIN.y);
        int[] before = classifier.predict(TEST.x);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<int[]>> answers = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> classifier.predict(TEST.x)))
                    .toList();
            classifier.fit(TRAIN.x, TRAIN.y); // gives the same bits
            for (Future<int[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(before);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static float[] weights(Estimator<?> estimator) {
        return estimator.model().parameters().values();
    }

    private static double validated(EpochRecord epoch, String name) {
        return Objects.requireNonNull(epoch.validation()).value(name);
    }
}

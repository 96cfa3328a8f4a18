package dev.inkstone.metrics;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.metrics.Average.MACRO;
import static dev.inkstone.metrics.Average.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values known by hand, special cases and messages. */
class MetricsTest {
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private static double value(Metric metric, Tensor prediction, Targets targets) {
        return new Answered(prediction, targets).whole(metric);
    }

    private static Tensor rows(int columns, float... values) {
        return Tensor.of(Shape.of(values.length / columns, columns), values);
    }

    private static Tensor row(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    private static Targets labels(int... labels) {
        return Targets.of(IntTensor.of(labels));
    }

    @Test
    void hasTheNamesAndDirectionsThatPeopleExpect() {
        List<Metric> high = List.of(
                Metrics.accuracy(),
                Metrics.topK(5),
                Metrics.precision(),
                Metrics.recall(MICRO),
                Metrics.f1(MACRO),
                Metrics.f1(3),
                Metrics.rocAuc(),
                Metrics.r2(),
                Metrics.accuracy().weighted());
        assertThat(high)
                .extracting(Metric::name)
                .containsExactly(
                        "accuracy",
                        "top_5_accuracy",
                        "precision",
                        "recall_micro",
                        "f1_macro",
                        "f1_3",
                        "roc_auc",
                        "r2",
                        "weighted_accuracy");
        assertThat(high).allMatch(Metric::higherIsBetter);
        List<Metric> low = List.of(
                Metrics.logLoss(),
                Metrics.mse(),
                Metrics.rmse(),
                Metrics.mae(),
                Metrics.mse().weighted());
        assertThat(low).extracting(Metric::name).containsExactly("log_loss", "mse", "rmse", "mae", "weighted_mse");
        assertThat(low).noneMatch(Metric::higherIsBetter);
        assertThat(Metric.mean("hamming_loss", (p, t) -> 0).higherIsBetter()).isFalse();
        assertThat(Metric.mean("own_accuracy", (p, t) -> 0).higherIsBetter()).isTrue();
        Metric share = Metric.mean("share", (p, t) -> 0);
        assertThat(share.higherIsBetter()).isNull();
        assertThat(share.whereHigherIsBetter().higherIsBetter()).isTrue();
        assertThat(share.whereLowerIsBetter().higherIsBetter()).isFalse();
        assertThat(share.whereLowerIsBetter().name()).isEqualTo("share");
        assertThat(Metrics.accuracy().whereLowerIsBetter().weighted())
                .matches(metric -> metric.name().equals("weighted_accuracy") && !metric.higherIsBetter());
    }

    @Test
    void binaryLogitsAreCutAtZero() {
        Tensor logits = row(-1, 0, 0.1f, 3, NAN);
        assertThat(value(Metrics.accuracy(), logits, labels(0, 0, 1, 0, 0))).isEqualTo(0.6);
        assertThat(value(Metrics.accuracy(), logits.reshape(5, 1), labels(0, 0, 1, 0, 1)))
                .isEqualTo(0.6);
        Targets values = Targets.of(rows(1, 0, 0.5f, 1, 0.25f, 1));
        assertThat(value(Metrics.accuracy(), logits, values)).isEqualTo(0.6);
        assertThat(value(Metrics.precision(), logits, values)).isEqualTo(0.5);
        assertThat(value(Metrics.recall(), logits, values)).isEqualTo(0.5);
    }

    @Test
    void softLabelsMeanTheirLargest() {
        Targets soft = Targets.of(rows(3, 0.2f, 0.5f, 0.3f, 1, 0, 0));
        assertThat(value(Metrics.accuracy(), rows(3, 0, 9, 1, 0, 1, 0), soft)).isEqualTo(0.5);
        double expected = -0.2 * Math.log(0.25) - 0.5 * Math.log(0.25) - 0.3 * Math.log(0.5);
        float log2 = (float) Math.log(2);
        assertThat(value(Metrics.logLoss(), rows(3, 0, 0, log2), Targets.of(rows(3, 0.2f, 0.5f, 0.3f))))
                .isCloseTo(expected, within(1e-7)); // log2 and the shares are rounded to floats
    }

    @Test
    void severalLabelsAtOnceAreNoClass() {
        for (float[] several : new float[][] {{0, 1, 1}, {0, 0, 0}}) {
            assertThatThrownBy(() -> value(
                            Metrics.accuracy(),
                            rows(3, 9, 0, 0, -4, 2, 3),
                            Targets.of(rows(3, 1, 0, 0, several[0], several[1], several[2]))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("accuracy: targets of example 1 of the batch sum to " + (several[1] + several[2])
                            + ", expected 1: one class of 3; measure several labels at once by the loss");
        }
        assertThat(value(Metrics.accuracy(), rows(3, 9, 0, 0), Targets.of(rows(3, 1, -1, -1))))
                .isEqualTo(1); // hinge
    }

    @Test
    void aTieAtTheBorderIsAmongTheTop() {
        Tensor logits = rows(4, 3, 1, 1, 0, 3, 1, 1, 0, 3, NAN, 1, 0);
        assertThat(value(Metrics.topK(2), logits, labels(1, 2, 1))).isEqualTo(2 / 3.0);
        assertThat(value(Metrics.topK(2), logits, labels(3, 0, 2))).isEqualTo(2 / 3.0);
        assertThat(value(Metrics.topK(1), logits, labels(1, 0, 1))).isEqualTo(1 / 3.0);
    }

    @Test
    void precisionRecallF1OfTheUsersGuide() {
        // scikit-learn's example: y_true 0 1 2 0 1 2, y_pred 0 2 1 0 0 1; precision 2/3, 0, 0; recall 1, 0, 0; F1 0.8,
        // 0, 0
        Tensor logits = rows(3, 1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0);
        Targets truth = labels(0, 1, 2, 0, 1, 2);
        assertThat(value(Metrics.precision(MACRO), logits, truth)).isCloseTo(2 / 9.0, within(1e-15));
        assertThat(value(Metrics.recall(MACRO), logits, truth)).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(value(Metrics.f1(MACRO), logits, truth)).isCloseTo(0.8 / 3, within(1e-15));
        assertThat(value(Metrics.f1(MICRO), logits, truth)).isEqualTo(1 / 3.0);
        assertThat(value(Metrics.f1(0), logits, truth)).isEqualTo(0.8);
    }

    @Test
    void aClassThatOccursNowhereIsNoPartOfTheMacroAverage() {
        Tensor logits = rows(4, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0);
        Targets truth = labels(0, 0, 1); // class 2 and 3: neither labels nor predictions
        assertThat(value(Metrics.precision(MACRO), logits, truth)).isEqualTo((1 + 0.5) / 2);
        assertThat(value(Metrics.recall(MACRO), logits, truth)).isEqualTo((0.5 + 1) / 2);
        assertThat(value(Metrics.precision(3), logits, truth)).isZero();
        assertThat(value(Metrics.recall(3), logits, truth)).isZero();
        assertThat(value(Metrics.f1(3), logits, truth)).isZero();
    }

    @Test
    void rocAucByHand() {
        // scikit-learn's example: labels 0 0 1 1, scores 0.1 0.4 0.35 0.8
        assertThat(value(Metrics.rocAuc(), row(0.1f, 0.4f, 0.35f, 0.8f), labels(0, 0, 1, 1)))
                .isEqualTo(0.75);
        assertThat(value(Metrics.rocAuc(), row(1, 1, 1, 1), labels(0, 1, 0, 1))).isEqualTo(0.5);
        assertThat(value(Metrics.rocAuc(), row(0f, -0f), labels(0, 1))).isEqualTo(0.5);
        assertThat(value(Metrics.rocAuc(), row(-INF, INF), labels(0, 1))).isEqualTo(1);
        assertThat(value(Metrics.rocAuc(), row(1, 2), labels(1, 1))).isNaN();
        assertThat(value(Metrics.rocAuc(), row(1, NAN), labels(0, 1))).isNaN();
        assertThat(value(Metrics.rocAuc(), rows(3, 3, 0, 0, 0, 3, 0, 3, 0, 1), labels(0, 1, 0)))
                .isEqualTo(1);
        assertThat(value(Metrics.rocAuc(), rows(3, 3, 0, 0, 0, 3, 0), labels(1, 1)))
                .isNaN();
    }

    @Test
    void logLossOfExtremeLogitsIsNeitherClippedNorLost() {
        assertThat(value(Metrics.logLoss(), row(0), labels(1))).isEqualTo(Math.log(2));
        assertThat(value(Metrics.logLoss(), row(1000, -1000), labels(0, 0))).isEqualTo(500);
        assertThat(value(Metrics.logLoss(), row(INF), labels(1))).isZero();
        assertThat(value(Metrics.logLoss(), row(INF), labels(0))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value(Metrics.logLoss(), rows(2, 1e30f, 0), labels(1))).isEqualTo(1e30f);
        assertThat(value(Metrics.logLoss(), rows(2, 0, -INF), labels(1))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value(Metrics.logLoss(), rows(2, 0, -INF, 0, 0), labels(0, 0)))
                .isEqualTo(Math.log(2) / 2);
        assertThat(value(Metrics.logLoss(), rows(2, 0, NAN), labels(0))).isNaN();
        assertThat(value(Metrics.logLoss(), row(NAN), labels(0))).isNaN();
    }

    @Test
    void errorsByHand() {
        // scikit-learn's example of two outputs
        Targets truth = Targets.of(rows(2, 0.5f, 1, -1, 1, 7, -6));
        Tensor prediction = rows(2, 0, 2, -1, 2, 8, -5);
        assertThat(value(Metrics.mse(), prediction, truth)).isCloseTo(0.7083333333333334, within(1e-15));
        assertThat(value(Metrics.rmse(), prediction, truth)).isCloseTo((Math.sqrt(1.25 / 3) + 1) / 2, within(1e-15));
        assertThat(value(Metrics.mae(), prediction, truth)).isEqualTo(0.75);
        // spread of 1, 1, -6 about -4/3: 98/3
        double second = 1 - 3 / (98 / 3.0);
        assertThat(value(Metrics.r2(), prediction, truth))
                .isCloseTo((1 - 1.25 / spread(0.5, -1, 7) + second) / 2, within(1e-12));
        assertThat(value(Metrics.mse(), row(1, 2), Targets.of(rows(1, 1, 4)))).isEqualTo(2);
        assertThat(value(Metrics.mse(), row(1, NAN), Targets.of(row(1, 4)))).isNaN();
        assertThat(value(Metrics.r2(), row(1, NAN), Targets.of(row(1, 1)))).isNaN();
    }

    private static double spread(double... values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double spread = 0;
        for (double value : values) {
            spread += (value - mean) * (value - mean);
        }
        return spread;
    }

    @Test
    void r2KeepsItsDigitsFarFromZero() {
        Tensor prediction = row(8_000_000, 8_000_001, 8_000_003, 8_000_003); // one of four is wrong by 1, spread 5
        Targets truth = Targets.of(row(8_000_000, 8_000_001, 8_000_002, 8_000_003));
        assertThat(value(Metrics.r2(), prediction, truth)).isCloseTo(0.8, within(1e-9));
        Targets constant = Targets.of(row(0.1f, 0.1f, 0.1f));
        assertThat(value(Metrics.r2(), row(0.1f, 0.1f, 0.1f), constant)).isEqualTo(1);
        assertThat(value(Metrics.r2(), row(0.1f, 0.1f, 0.2f), constant)).isZero();
        assertThat(value(Metrics.r2(), row(3), Targets.of(row(3)))).isNaN();
    }

    @Test
    void weightsCountOnlyWhereAskedFor() {
        Tensor logits = rows(2, 1, 0, 1, 0, NAN, NAN);
        Targets targets = labels(0, 1, 1).weightedBy(row(3, 1, 0));
        assertThat(value(Metrics.accuracy(), logits, targets)).isEqualTo(1 / 3.0);
        assertThat(value(Metrics.accuracy().weighted(), logits, targets)).isEqualTo(0.75);
        assertThat(value(Metrics.logLoss().weighted(), logits, targets)).isFinite();
        assertThat(value(Metrics.accuracy().weighted(), logits, labels(0, 1, 1)))
                .isEqualTo(1 / 3.0);
        Metric weighted = Metrics.accuracy().weighted();
        assertThat(weighted.weighted()).isSameAs(weighted);
        assertThatThrownBy(() -> value(weighted, logits, labels(0, 1, 1).weightedBy(row(1, -1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weighted_accuracy: weight -1.0 of example 1 of the batch, expected a number of 0 or more");
        assertThatThrownBy(() -> Metric.mean("own", (p, t) -> 0).weighted())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("metric 'own': weighted, expected one of dev.inkstone.metrics.Metrics;"
                        + " read targets.weights() in a tally of your own");
    }

    @Test
    void nothingCountedIsNaN() {
        for (Metric metric : List.of(
                Metrics.accuracy(),
                Metrics.topK(2),
                Metrics.precision(),
                Metrics.f1(MACRO),
                Metrics.recall(MICRO),
                Metrics.rocAuc(),
                Metrics.logLoss(),
                Metrics.mse(),
                Metrics.rmse(),
                Metrics.mae(),
                Metrics.r2())) {
            Tally tally = metric.tally();
            assertThat(tally.value()).as(metric.name()).isNaN();
            Tally restored = metric.tally();
            restored.restore(tally.state());
            restored.add(metric.tally());
            assertThat(restored.value()).as(metric.name()).isNaN();
            assertThatThrownBy(() -> tally.restore(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(metric.name() + ": a state of 11 numbers, expected .*;"
                            + " restore what a tally of the same metric saved");
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        refused(
                Metrics.accuracy(),
                Tensor.zeros(Shape.of(4, 3, 2)),
                labels(0, 1, 2, 0),
                ShapeException.class,
                "accuracy: prediction [4, 3, 2], expected logits [4, classes], or [4] or [4, 1] for two classes;"
                        + " end the model with dense(classes)");
        refused(
                Metrics.rocAuc(),
                Tensor.zeros(Shape.of(4, 3)),
                labels(0, 1),
                ShapeException.class,
                "roc_auc: prediction [4, 3], expected logits [2, classes], or [2] or [2, 1] for two classes;"
                        + " end the model with dense(classes)");
        refused(
                Metrics.f1(MACRO),
                Tensor.zeros(Shape.of(2, 3)),
                labels(0, 3),
                IllegalArgumentException.class,
                "f1_macro: label 3 of example 1 of the batch, expected 0 to 2 for prediction [2, 3]");
        refused(
                Metrics.accuracy(),
                row(1),
                Targets.of(row(NAN)),
                IllegalArgumentException.class,
                "accuracy: target NaN of example 0 of the batch, expected 0 to 1 for prediction [1]");
        refused(
                Metrics.logLoss(),
                Tensor.zeros(Shape.of(2, 3)),
                Targets.of(rows(2, 1, 0, 0, 1)),
                ShapeException.class,
                "log_loss: targets [2, 2], expected [2, 3] as the prediction, or class indices [2]");
        refused(
                Metrics.topK(5),
                Tensor.zeros(Shape.of(2, 3)),
                labels(0, 1),
                ShapeException.class,
                "top_5_accuracy: prediction [2, 3], expected [2, classes] with 5 classes or more;"
                        + " use a smaller k, or accuracy()");
        refused(
                Metrics.precision(),
                Tensor.zeros(Shape.of(2, 3)),
                labels(0, 1),
                ShapeException.class,
                "precision: prediction [2, 3] of 3 classes, expected 2;"
                        + " ask for precision(MACRO), precision(MICRO) or precision(label) of one class");
        refused(
                Metrics.recall(3),
                Tensor.zeros(Shape.of(2, 3)),
                labels(0, 1),
                ShapeException.class,
                "recall_3: prediction [2, 3] of 3 classes, expected more than 3; labels begin at 0");
        refused(
                Metrics.mse(),
                Tensor.zeros(Shape.of(2, 3)),
                Targets.of(row(1, 2)),
                ShapeException.class,
                "mse: prediction [2, 3], expected [2] as the targets;"
                        + " end the model with as many outputs as the targets have");
        refused(
                Metrics.r2(),
                Tensor.zeros(Shape.of(2, 1)),
                labels(0, 1),
                IllegalStateException.class,
                "targets: class indices [2], expected values [batch, …];"
                        + " a loss or metric of numbers needs data with values, not labels:"
                        + " data.oneHot(classes) makes values of labels");
        assertThatThrownBy(() -> Metrics.topK(0)).hasMessage("top k accuracy: k 0, expected 1 or more");
        assertThatThrownBy(() -> Metrics.f1(-1)).hasMessage("f1: label -1, expected 0 or more");
    }

    private static void refused(
            Metric metric, Tensor prediction, Targets targets, Class<? extends Exception> type, String message) {
        assertThatThrownBy(() -> value(metric, prediction, targets))
                .isExactlyInstanceOf(type)
                .hasMessage(message);
    }

    @Test
    void aTallyCountsOneKindOfData() {
        Tally classes = Metrics.f1(MACRO).tally();
        classes.add(rows(3, 1, 0, 0), labels(0));
        assertThatThrownBy(() -> classes.add(rows(2, 1, 0), labels(0)))
                .hasMessage("f1_macro: 2 classes, expected 3 as in the batches before;"
                        + " count data of one kind with one tally");
        Tally ranks = Metrics.rocAuc().tally();
        ranks.add(row(1), labels(0));
        assertThatThrownBy(() -> ranks.add(rows(3, 1, 0, 0), labels(0)))
                .hasMessage("roc_auc: 3 classes, expected 2 as in the batches before;"
                        + " count data of one kind with one tally");
        Tally numbers = Metrics.r2().tally();
        numbers.add(rows(2, 1, 0), Targets.of(rows(2, 1, 0)));
        assertThatThrownBy(() -> numbers.add(rows(1, 1), Targets.of(rows(1, 1))))
                .hasMessage("r2: 1 outputs of an example, expected 2 as in the batches before;"
                        + " count data of one kind with one tally");
    }

    @Test
    void evaluatesAModelWithoutATrainer() {
        Model model = Model.build(Shape.of(2), 5L, dense(3));
        float[] inputs = new float[2 * 250]; // more than one piece of inference
        int[] labels = new int[250];
        for (int i = 0; i < labels.length; i++) {
            inputs[2 * i] = i % 7 - 3;
            inputs[2 * i + 1] = i % 5 - 2;
            labels[i] = i % 3;
        }
        Dataset data = Datasets.of(inputs, Shape.of(2), labels);
        Answered all = new Answered(model.predict(Tensor.of(Shape.of(250, 2), inputs)), labels(labels));
        Metric[] metrics = {Metrics.f1(MACRO), Metrics.accuracy(), Metrics.rocAuc(), Metrics.logLoss()};
        var values = Metrics.evaluate(model, data, metrics);
        assertThat(values.keySet()).containsExactly("f1_macro", "accuracy", "roc_auc", "log_loss");
        for (Metric metric : metrics) {
            assertThat(values.get(metric.name())).as(metric.name()).isCloseTo(all.whole(metric), within(1e-12));
        }
        assertThat(ConfusionMatrix.of(model, data)).isEqualTo(ConfusionMatrix.of(all.prediction(), all.targets()));
        assertThatThrownBy(() -> Metrics.evaluate(model, data, Metrics.accuracy(), Metrics.accuracy()))
                .hasMessage("evaluate: metric 'accuracy' given twice, expected names of their own");
        assertThatThrownBy(() -> Metrics.evaluate(model, data.take(0), Metrics.accuracy()))
                .hasMessage("evaluate: 0 examples, expected 1 or more");
    }
}

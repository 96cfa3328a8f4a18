package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.Callbacks.progress;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.metrics.Tally;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32); // 3 steps an epoch
    private static final Batches VALIDATION = Problems.stripes(40, 2).batches(40);

    @Test
    void earlyStoppingCountsStepsAndRestoresTheBest() {
        Map<Long, float[]> weights = new HashMap<>();
        Model model = network();
        History history = trainer(model)
                .metrics(new Scripted(0.1, 0.4, 0.3, 0.4, 0.2, 0.9))
                .callbacks(
                        (event, t) -> weights.put(
                                event.step(), model.parameters().values().clone()),
                        earlyStopping("val_scripted").patienceSteps(5).restoreBest())
                .validateEverySteps(2)
                .build()
                .fit(TRAIN, VALIDATION, 100);
        // Looks at steps 2, 3, 4, 6, 8: best at 3; 8 is the first that is 5 steps or more later.
        assertThat(history.validations()).extracting(ValidationRecord::step).containsExactly(2L, 3L, 4L, 6L, 8L);
        assertThat(history.stopReason()).isEqualTo("val_scripted has not become better than 0.4 of step 3 for 5 steps");
        assertThat(model.parameters().values()).containsExactly(weights.get(3L));
    }

    @Test
    void patienceBeginsAnewWhenFitIsCalledAgain() {
        Trainer trainer = trainer(network())
                .metrics(new Scripted(0.9, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1))
                .callbacks(earlyStopping("val_scripted").patienceEpochs(2))
                .build();
        assertThat(trainer.fit(TRAIN, VALIDATION, 100).epochs()).hasSize(3);
        assertThat(trainer.fit(TRAIN, VALIDATION, 100).epochs()).hasSize(5);
    }

    @Test
    void earlyStoppingCountsEpochsAndWantsLossesLow() {
        History history = trainer(network())
                .metrics(new Scripted("scripted_loss", 0.5, 0.45, 0.2, 0.15, 0.11, 0.0))
                .callbacks(earlyStopping("val_scripted_loss").patienceEpochs(2).minDelta(0.1))
                .build()
                .fit(TRAIN, VALIDATION, 100);
        assertThat(history.epochs()).hasSize(5); // best in epoch 3, and 0.11 of epoch 5 is not better by 0.1
        assertThatThrownBy(() -> trainer(network())
                        .callbacks(earlyStopping("val_auc"))
                        .build()
                        .fit(TRAIN, VALIDATION, 1))
                .hasMessageStartingWith(
                        "trainer: EarlyStopping monitors 'val_auc', expected one of [loss, accuracy, val_loss,"
                                + " val_accuracy]; correct the name");
    }

    @Test
    void progressWritesALineAndAStarForTheBest() {
        StringBuilder out = new StringBuilder();
        trainer(network())
                .metrics(new Scripted(0.25, 0.5, 0.375))
                .callbacks(progress(out).everySteps(2))
                .build()
                .fit(TRAIN, VALIDATION, 3);
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).matches(" 0:\\d\\d  epoch  1  step      2  loss \\d\\.\\d{4}  scripted 1\\.0000");
        assertThat(lines.get(1)).matches(" 0:\\d\\d  epoch  1  step      3  val_loss .*  val_scripted 0\\.2500 \\*");
        assertThat(lines.get(4)).endsWith("val_scripted 0.5000 *");
        assertThat(lines.get(6)).endsWith("val_scripted 0.3750");
        assertThat(lines.get(7)).matches(" 0:\\d\\d  3 epochs done");
    }

    @Test
    void historyAsCsv() {
        Evaluation validation = new Evaluation(0.5, Map.of("accuracy", 0.75), 4);
        EpochRecord first = new EpochRecord(1, 10, 1.5, Map.of("accuracy", 0.5), validation, 2.25, 100);
        EpochRecord second = new EpochRecord(2, 20, 1.25, Map.of("accuracy", 0.625), null, 2, 100);
        assertThat(new History(List.of(first, second), List.of(), null).toCsv())
                .isEqualTo("epoch,step,loss,accuracy,val_loss,val_accuracy,seconds,examples\n"
                        + "1,10,1.5,0.5,0.5,0.75,2.25,100\n"
                        + "2,20,1.25,0.625,,,2.0,100\n");
    }

    @Test
    void accuracyTakesTheFirstMaximumAndNoNaN() {
        Tensor outputs = Tensor.of(
                dev.inkstone.tensor.Shape.of(4, 3),
                1,
                2,
                2,
                0,
                -1,
                0,
                Float.NaN,
                Float.NaN,
                Float.NaN,
                -2,
                Float.NEGATIVE_INFINITY,
                -1);
        assertThat(accuracy(outputs, 1, 0, 0, 2)).isEqualTo(0.75);
        assertThat(accuracy(outputs, 2, 2, 0, 0)).isEqualTo(0);
    }

    private static double accuracy(Tensor outputs, int... labels) {
        Tally tally = Metrics.accuracy().tally();
        tally.add(outputs, Targets.of(IntTensor.of(labels)));
        return tally.value();
    }

    /** On the 40 validation examples the next of these values, elsewhere 1. */
    private static final class Scripted implements Metric {
        private final String name;
        private final double[] values;
        private int next;

        Scripted(double... values) {
            this("scripted", values);
        }

        Scripted(String name, double... values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Boolean higherIsBetter() {
            return !name.contains("loss");
        }

        @Override
        public Tally tally() {
            return Metric.mean(
                            name, (prediction, targets) -> targets.size() == 40 ? 40 * values[next++] : targets.size())
                    .tally();
        }
    }
}

package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.StoppingRules.generalizationLoss;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.data.Batches;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Tally;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings of early stopping, on a validation value that is given: the expected epochs are those of Keras' EarlyStopping. */
class EarlyStoppingTest {
    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32); // 3 steps an epoch
    private static final Batches VALIDATION = Problems.stripes(40, 2).batches(40);

    /** A difference of exactly min delta does not count; small ones count when together they are more, against the best. */
    @Test
    void onlyMoreThanMinDeltaIsBetter() {
        assertThat(stopping(2, 1.75, 1.5, 1.5, 1.3, 0)).isEqualTo(5); // 1.5 is better than 2 by 0.5
        assertThat(stopping(2, 1.75, 1.75, 0)).isEqualTo(3);
        assertThat(stopping(2, 2.5, 1.7, 1.5, 1.46, 0)).isEqualTo(5); // 1.46 is better than 1.7 by 0.24
    }

    private static int stopping(double... values) {
        return epochs(earlyStopping("val_cost").minDelta(0.25).patienceEpochs(2), values);
    }

    @Test
    void patienceWaitsForTheBaseline() {
        EarlyStopping stopping =
                earlyStopping("val_cost").baseline(1).patienceEpochs(3).restoreBest();
        assertThat(epochs(stopping, 5, 4, 3, 2, 0)).isEqualTo(3);
        assertThat(stopping.best()).isEqualTo(3);
        assertThat(epochs(stopping, 5, 4, 0.9, 2, 2, 2, 0)).isEqualTo(6); // reached: three epochs more
        assertThat(epochs(stopping.minDelta(0.2), 5, 4, 0.9, 0))
                .isEqualTo(3); // 0.9 is not better than 1 by more than 0.2
        assertThat(reason(stopping, 5, 4, 3))
                .isEqualTo("val_cost has not become better than the baseline 1.0 for 3 epochs");
        assertThat(reason(stopping, 0.5, 4, 4, 4))
                .isEqualTo("val_cost has not become better than 0.5 of step 3 for 3 epochs");
    }

    /** Three steps are an epoch, wherever in one of them the best look was. */
    @Test
    void epochsArePatientlyWaitedForWholeWithLooksWithinThem() {
        assertThat(validatedEachStep(9, 8, 1, 2, 2, 2, 0))
                .isEqualTo("val_cost has not become better than 1.0 of step 3 for 1 epochs");
        assertThat(validatedEachStep(9, 1, 2, 2, 0.5, 2, 2, 2, 0))
                .isEqualTo("val_cost has not become better than 0.5 of step 5 for 1 epochs");
    }

    /** The cost of each step; the run is stopped before the last one is looked at. */
    private static String validatedEachStep(double... costs) {
        Trainer trainer = trainer(network())
                .metrics(new Cost(costs))
                .validateEverySteps(1)
                .callbacks(earlyStopping("val_cost").patienceEpochs(1))
                .build();
        History history = trainer.fit(TRAIN, VALIDATION, 9);
        assertThat(history.validations()).hasSize(costs.length - 1);
        return String.valueOf(history.stopReason());
    }

    /** Its patience begins with the steps that it sees. */
    @Test
    void anEarlyStoppingThatARunGetsLaterWaitsFromThereOn() {
        Trainer before = trainer(network()).metrics(new Cost(9, 9, 9, 9)).build();
        before.fit(TRAIN, VALIDATION, 4);
        Trainer after = trainer(network())
                .metrics(new Cost(5, 4, 3, 0))
                .callbacks(earlyStopping("val_cost").baseline(1).patienceEpochs(3))
                .build();
        after.restore(before.progress());
        assertThat(after.fit(TRAIN, VALIDATION, 4).epochs()).hasSize(7);
    }

    @Test
    void warmUpIsNotLookedAt() {
        EarlyStopping stopping =
                earlyStopping("val_cost").warmUpEpochs(3).patienceEpochs(2).restoreBest();
        Map<Integer, float[]> weights = new HashMap<>();
        Trainer trainer = trainer(network())
                .metrics(new Cost(0, 1, 9, 5, 6, 7, 0))
                .callbacks(
                        (event, t) -> {
                            if (event instanceof TrainingEvent.EpochEnded ended) {
                                weights.put(
                                        ended.epoch(), Snapshot.of(t.model()).parameters());
                            }
                        },
                        stopping)
                .build();
        assertThat(trainer.fit(TRAIN, VALIDATION, 7).epochs()).hasSize(6);
        assertThat(stopping.best()).isEqualTo(5);
        assertThat(stopping.bestStep()).isEqualTo(12);
        assertThat(trainer.model().parameters().values()).containsExactly(weights.get(4));

        assertThat(epochs(earlyStopping("val_cost").warmUpSteps(9).patienceEpochs(2), 0, 1, 2, 5, 6, 7, 0))
                .isEqualTo(6); // 5 is the first
        assertThat(epochs(earlyStopping("val_cost").warmUpSteps(8).patienceEpochs(2), 0, 1, 2, 5, 6, 7, 0))
                .isEqualTo(5); // step 9 is looked at: 2, and 5 is no better
        assertThat(epochs(earlyStopping("val_cost").warmUpEpochs(2).when(generalizationLoss(5)), 0, 1, 9, 5, 6))
                .isEqualTo(5);
    }

    @Test
    void aRuleRestoresTheBestWeightsToo() {
        EarlyStopping stopping =
                earlyStopping("val_cost").when(generalizationLoss(50)).restoreBest();
        Map<Long, float[]> weights = new HashMap<>();
        Trainer trainer = trainer(network())
                .metrics(new Cost(2, 1, 1.2, 1.6, 0))
                .callbacks(
                        (event, t) -> weights.putIfAbsent(
                                event.step(), Snapshot.of(t.model()).parameters()),
                        stopping)
                .build();
        History history = trainer.fit(TRAIN, VALIDATION, 5);
        assertThat(history.stopReason()).isEqualTo("val_cost is 60.0 % above its lowest value 1.0, more than 50.0 %");
        assertThat(history.epochs()).hasSize(4);
        assertThat(trainer.model().parameters().values()).containsExactly(weights.get(6L));
    }

    /** Two rules on one monitor, each with its memory. */
    @Test
    void rulesStandSideBySide() {
        Trainer trainer = trainer(network())
                .metrics(new Cost(2, 1, 1.01, 1.02, 0))
                .callbacks(
                        earlyStopping("val_cost").when(generalizationLoss(50)),
                        earlyStopping("val_cost").patienceEpochs(2))
                .build();
        assertThat(trainer.fit(TRAIN, VALIDATION, 5).stopReason())
                .isEqualTo("val_cost has not become better than 1.0 of step 6 for 2 epochs");
        assertThat(trainer.progress().callbacks())
                .containsOnlyKeys("early_stopping/val_cost/generalization_loss", "early_stopping/val_cost");
    }

    @Test
    void badSettingsAreRefused() {
        EarlyStopping stopping = earlyStopping("val_loss");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stopping.patienceSteps(0))
                .withMessage("early stopping: patience 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stopping.minDelta(-0.1))
                .withMessage("early stopping: min delta -0.1, expected 0 or more; the metric says which way is better");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stopping.baseline(Double.NaN))
                .withMessage("early stopping: baseline NaN, expected a number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stopping.warmUpSteps(3).warmUpEpochs(-1))
                .withMessage("early stopping: warm-up of -1 epochs, expected 0 or more");
    }

    @Test
    void bestWeightsThatTheRunDidNotKeepCannotBeRestored() {
        Trainer without =
                trainer(network()).callbacks(earlyStopping("val_loss")).build();
        without.fit(TRAIN, VALIDATION, 1);
        Trainer with = trainer(network())
                .callbacks(earlyStopping("val_loss").restoreBest())
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.restore(without.progress(), without.arrays()))
                .withMessage("early stopping: restores the best weights, but arrays [] do not hold them, expected"
                        + " 'parameters' and 'states'; if the run was without restoreBest(), leave it out or begin anew,"
                        + " else save Trainer.arrays() with the progress");
    }

    /** After how many epochs a run stops whose validation cost takes these values; it must. */
    private static int epochs(EarlyStopping stopping, double... costs) {
        History history = run(stopping, costs);
        assertThat(history.stopReason()).isNotNull();
        return history.epochs().size();
    }

    private static String reason(EarlyStopping stopping, double... costs) {
        return String.valueOf(run(stopping, costs).stopReason());
    }

    private static History run(EarlyStopping stopping, double... costs) {
        return trainer(network())
                .metrics(new Cost(costs))
                .callbacks(stopping)
                .build()
                .fit(TRAIN, VALIDATION, costs.length);
    }

    /** On the 40 validation examples the next of these values; to be low. */
    private static final class Cost implements Metric {
        private final double[] values;
        private int next;

        Cost(double... values) {
            this.values = values;
        }

        @Override
        public String name() {
            return "cost";
        }

        @Override
        public Boolean higherIsBetter() {
            return false;
        }

        @Override
        public Tally tally() {
            return Metric.mean("cost", (p, targets) -> targets.size() == 40 ? 40 * values[next++] : 0)
                    .tally();
        }
    }
}

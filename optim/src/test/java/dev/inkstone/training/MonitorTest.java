package dev.inkstone.training;

import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.metrics.Tally;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MonitorTest {
    /** A metric whose name does not tell that it is to be low. */
    private record Cost(Score score) implements Metric {
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
            return Metric.mean("cost", score).tally();
        }
    }

    @Test
    void theMetricSaysWhichWayIsBetter() {
        Trainer trainer = trainer(network())
                .metrics(
                        Metrics.accuracy(),
                        Metrics.mse(),
                        Metrics.r2(),
                        new Cost((p, t) -> 0),
                        Metric.mean("own", (p, t) -> 0).whereHigherIsBetter())
                .build();
        for (String high : new String[] {"accuracy", "val_accuracy", "r2", "val_r2", "own", "val_own"}) {
            assertThat(Monitor.of(high).better(2, 1, 0, trainer)).as(high).isTrue();
            assertThat(Monitor.of(high).better(1, 2, 0, trainer)).as(high).isFalse();
        }
        for (String low : new String[] {"loss", "val_loss", "mse", "val_mse", "val_cost"}) {
            assertThat(Monitor.of(low).better(2, 1, 0, trainer)).as(low).isFalse();
            assertThat(Monitor.of(low).better(1, 2, 0, trainer)).as(low).isTrue();
        }
    }

    @Test
    void aDirectionThatIsGivenWins() {
        Trainer trainer = trainer(network()).build();
        assertThat(new Monitor("val_accuracy", false).better(0.1, 0.2, 0, trainer))
                .isTrue();
        assertThat(new Monitor("val_loss", true).better(0.2, 0.1, 0, trainer)).isTrue();
    }

    @Test
    void whatWillNotBeToldIsRefusedBeforeTheFirstStep() {
        String start =
                "trainer: EarlyStopping monitors 'val_acc', expected one of [loss, accuracy, val_loss, val_accuracy]";
        refused(Callbacks.earlyStopping("val_acc"), true, start + CORRECT);
        refused(
                Callbacks.reduceOnPlateau("acc"),
                false,
                "trainer: ReduceOnPlateau monitors 'acc', expected one of [loss, accuracy]" + CORRECT);
        refused(
                Callbacks.earlyStopping("val_accuracy"),
                false,
                "trainer: EarlyStopping monitors 'val_accuracy', but there are no validation data, expected one of [loss,"
                        + " accuracy]; give fit validation data, or monitor a value of the training batches");
        refused(
                Saver.in(Path.of("never-made")).keepBest("val_f1"),
                true,
                "trainer: KeepBest monitors 'val_f1', expected one of [loss, accuracy, val_loss, val_accuracy]"
                        + CORRECT);
    }

    private static final String CORRECT = "; correct the name, or give the trainer the metric with metrics(…)";

    private static void refused(Callback callback, boolean validates, String message) {
        Trainer trainer = trainer(network()).callbacks(callback).build();
        assertThatThrownBy(() -> trainer.fit(
                        Problems.stripes(90, 1).batches(32),
                        validates ? Problems.stripes(40, 2).batches(40) : null,
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(trainer.step()).isZero();
    }

    @Test
    void aMetricThatDoesNotSayWhichWayIsBetterIsNotMonitored() {
        Metric share = Metric.mean("share", (p, targets) -> targets.size());
        Batches batches = Problems.stripes(90, 1).batches(32);
        Trainer silent = trainer(network())
                .metrics(share)
                .callbacks(Callbacks.earlyStopping("share"))
                .build();
        String tail =
                "monitors 'share', whose metric does not say which way is better, expected higher or lower; give the"
                        + " trainer the metric as metric.whereHigherIsBetter() or metric.whereLowerIsBetter()";
        assertThatThrownBy(() -> silent.fit(batches, 1)).hasMessage("trainer: EarlyStopping: " + tail);
        assertThatThrownBy(() -> Monitor.of("share").better(1, 2, 0, silent)).hasMessage("monitor: " + tail);
        StringBuilder lines = new StringBuilder();
        trainer(network())
                .metrics(share)
                .callbacks(Callbacks.progress(lines), EarlyStopping.on(new Monitor("val_share", true)))
                .build()
                .fit(batches, batches, 1);
        assertThat(lines).contains("val_share 1.0000").doesNotContain("*");
        trainer(network())
                .metrics(share.whereLowerIsBetter())
                .callbacks(Callbacks.earlyStopping("share"))
                .build()
                .fit(batches, 1);
    }

    /** With the direction of old, the first value would have stayed the best. */
    @Test
    void earlyStoppingMinimisesAMetricThatIsToBeLow() {
        double[] costs = {5, 4, 3, 3, 3};
        int[] looks = new int[1];
        Metric cost = new Cost((p, targets) -> targets.size() == 40 ? 40 * costs[looks[0]++] : 0);
        EarlyStopping stopping = Callbacks.earlyStopping("val_cost").patienceEpochs(2);
        History history = trainer(network())
                .metrics(cost)
                .callbacks(stopping)
                .build()
                .fit(
                        Problems.stripes(90, 1).shuffled(5).batches(32),
                        Problems.stripes(40, 2).batches(40),
                        9);
        assertThat(history.epochs()).hasSize(5);
        assertThat(stopping.best()).isEqualTo(3);
        assertThat(stopping.bestStep()).isEqualTo(9);
    }
}

package dev.inkstone.training;

import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.metrics.Tally;
import org.junit.jupiter.api.Test;

class MonitorTest {
    /** A metric whose name does not tell that it is to be low. */
    private record Cost(Score score) implements Metric {
        @Override
        public String name() {
            return "cost";
        }

        @Override
        public boolean higherIsBetter() {
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
                        Metric.mean("own", (p, t) -> 0))
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

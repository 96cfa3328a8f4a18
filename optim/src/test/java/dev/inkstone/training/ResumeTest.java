package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.TrainerTest.assertSame;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.OptimizerState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run that goes on from any step ends as if it had not been interrupted. */
class ResumeTest {
    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32);
    private static final Batches VALIDATION = Problems.stripes(40, 2).batches(40);
    private static final int EPOCHS = 6;

    /** All that a checkpoint holds. */
    private record Saved(Snapshot model, OptimizerState optimizer, Progress progress, Map<String, float[]> arrays) {
        static Saved of(Trainer trainer) {
            Map<String, float[]> arrays = new HashMap<>();
            trainer.arrays().forEach((name, array) -> arrays.put(name, array.clone()));
            return new Saved(Snapshot.of(trainer.model()), trainer.optimizer().state(), trainer.progress(), arrays);
        }
    }

    @Test
    void fromEveryStepWithTheSameBitsAndHistory() {
        Map<Long, Saved> saved = new LinkedHashMap<>();
        Callback saver = (event, trainer) -> {
            if (event instanceof TrainingEvent.StepSettled) {
                saved.put(event.step(), Saved.of(trainer));
            }
        };
        Model straight = network();
        Trainer whole = trainerOf(straight, saver);
        History expected = whole.fit(TRAIN, VALIDATION, EPOCHS);
        assertThat(expected.stopReason()).startsWith("val_accuracy has not become better than");
        assertThat(saved).hasSizeGreaterThan(6);
        saved.forEach((step, checkpoint) -> {
            Model model = network();
            Trainer trainer = trainerOf(model, (event, t) -> {});
            checkpoint.model().restore(model);
            trainer.optimizer().restore(checkpoint.optimizer());
            trainer.restore(checkpoint.progress(), checkpoint.arrays());
            assertThat(trainer.step()).isEqualTo(step);
            History history = trainer.fit(TRAIN, VALIDATION, EPOCHS - trainer.epoch());
            assertSame(model, straight);
            assertThat(TrainerTest.withoutTimes(history)).isEqualTo(TrainerTest.withoutTimes(expected));
        });
    }

    /** For example when the disk was full for a checkpoint. */
    @Test
    void afterACallbackHasFailed() {
        Model straight = network();
        List<TrainingEvent> told = new ArrayList<>();
        History expected =
                trainerOf(straight, (event, t) -> told.add(withoutTimes(event))).fit(TRAIN, VALIDATION, 2);
        told.removeIf(ResumeTest::isOfACallOrAnnouncesAnEpoch);
        for (Class<?> failing : TrainingEvent.class.getPermittedSubclasses()) {
            boolean[] failed = new boolean[1];
            Model model = network();
            List<TrainingEvent> heard = new ArrayList<>();
            Trainer trainer = trainerOf(model, (event, t) -> {
                heard.add(withoutTimes(event));
                if (failing.isInstance(event) && event.step() >= 3 && !failed[0]) {
                    failed[0] = true;
                    throw new IllegalStateException("disk full");
                }
            });
            if (failing == TrainingEvent.TrainingStarted.class || failing == TrainingEvent.Diagnosed.class) {
                continue; // nothing has happened yet, or is wrong
            }
            assertThatThrownBy(() -> trainer.fit(TRAIN, VALIDATION, 2)).hasMessage("disk full");
            if (failing == TrainingEvent.StepEnded.class) {
                assertThatThrownBy(trainer::progress)
                        .hasMessage(
                                "trainer: progress in the middle of step 3, expected when all callbacks have heard of it;"
                                        + " one of them threw, fit(…, 0) tells the others");
            }
            trainer.fit(TRAIN, VALIDATION, 2 - trainer.epoch());
            assertSame(model, straight);
            assertThat(TrainerTest.withoutTimes(trainer.history())).isEqualTo(TrainerTest.withoutTimes(expected));
            heard.removeIf(ResumeTest::isOfACallOrAnnouncesAnEpoch);
            assertThat(heard).as(failing.getSimpleName()).isEqualTo(told);
        }
    }

    /** Told once for each call of fit, or (before the first step) for each that tries to begin the epoch. */
    private static boolean isOfACallOrAnnouncesAnEpoch(TrainingEvent event) {
        return event instanceof TrainingEvent.TrainingStarted
                || event instanceof TrainingEvent.TrainingEnded
                || event instanceof TrainingEvent.EpochStarted;
    }

    private static TrainingEvent withoutTimes(TrainingEvent event) {
        if (event instanceof TrainingEvent.StepEnded e) {
            return new TrainingEvent.StepEnded(
                    e.step(), e.epoch(), e.batchInEpoch(), e.loss(), e.metrics(), e.learningRate(), e.examples(), 0);
        }
        if (event instanceof TrainingEvent.EpochEnded e) {
            History one = new History(List.of(e.epochRecord()), List.of(), null);
            return new TrainingEvent.EpochEnded(
                    TrainerTest.withoutTimes(one).epochs().get(0));
        }
        return event;
    }

    @Test
    void refusesAProgressOfOtherSettings() {
        Trainer trainer = trainerOf(network(), (event, t) -> {});
        trainer.fitSteps(TRAIN, VALIDATION, 4);
        Progress progress = trainer.progress();
        assertThatThrownBy(() -> trainer(network()).seed(99).build().restore(progress))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainer: progress of a run with seed 3, expected 99 as this trainer has;"
                        + " build it with the settings of the run");
        assertThatThrownBy(() -> trainer(network()).shards(2).build().restore(progress))
                .hasMessageStartingWith("trainer: progress of a run with shards 1, expected 2");
        assertThatThrownBy(() -> trainer(network()).metrics().build().restore(progress))
                .hasMessageStartingWith("trainer: progress of a run with metrics [accuracy], expected []");
        assertThatThrownBy(() -> trainerOf(network(), (event, t) -> {}).restore(progress))
                .hasMessageContaining("save Trainer.arrays() with the progress");
    }

    @Test
    void accumulationChangesBetweenEpochsOnly() {
        Trainer two = trainer(network()).accumulate(2).build(); // steps of 2 and 1 batches
        two.fitSteps(TRAIN, null, 3);
        Progress amid = two.progress();
        assertThatThrownBy(() -> trainer(network()).build().restore(amid))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("trainer: progress of a run with accumulate 2, expected 1 as this trainer has;"
                        + " build it with the settings of the run");
        trainer(network()).accumulate(2).build().restore(amid);
        two.fitSteps(TRAIN, null, 1);
        trainer(network()).build().restore(two.progress());
    }

    private static Trainer trainerOf(Model model, Callback saver) {
        return trainer(model)
                .optimizer(Adam.withLearningRate(0.003))
                .callbacks(
                        saver,
                        earlyStopping("val_accuracy")
                                .patienceSteps(6)
                                .minDelta(0.4)
                                .restoreBest())
                .validateEverySteps(2)
                .build();
    }
}

package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.TrainerTest.assertSame;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that restores the latest checkpoint and fits until so many epochs are done, started again and again. */
class RestartTest {
    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32); // 3 steps an epoch
    private static final Batches VALIDATION = Problems.stripes(40, 2).batches(40);

    @TempDir
    Path folder;

    @Test
    void howeverOftenItIsKilledItEndsWithTheSameBits() throws IOException {
        Model straight = network();
        History expected = trainer(straight).build().fitUntil(TRAIN, VALIDATION, 4);
        assertThat(expected.epochs()).hasSize(4);
        assertThatThrownBy(() -> start(5)).hasMessage("killed");
        assertThatThrownBy(() -> start(10)).hasMessage("killed");
        for (int again = 0; again < 2; again++) { // the second finds nothing left to do
            Trainer last = start(Long.MAX_VALUE);
            assertThat(last.step()).isEqualTo(12);
            assertSame(last.model(), straight);
            assertThat(TrainerTest.withoutTimes(last.history())).isEqualTo(TrainerTest.withoutTimes(expected));
        }
    }

    private Trainer start(long killedAfter) throws IOException {
        Saver saver = Saver.in(folder);
        Callback killer = (event, t) -> {
            if (event instanceof TrainingEvent.StepSettled && event.step() == killedAfter) {
                throw new IllegalStateException("killed");
            }
        };
        Trainer trainer =
                trainer(network()).callbacks(saver.everySteps(2), killer).build();
        saver.restoreLatest(trainer);
        trainer.fitUntil(TRAIN, VALIDATION, 4);
        saver.save(trainer);
        return trainer;
    }

    /** One that trains with other data, or other layers, from the third epoch on; and restores the best weights of each part. */
    @Test
    void whatIsAlreadyBehindARunLeavesItAlone() throws IOException {
        Model straight = network();
        assertThat(inTwoParts(straight, Saver.in(folder.resolve("straight")), Long.MAX_VALUE))
                .isEqualTo(4);
        Saver saver = Saver.in(folder.resolve("killed"));
        assertThatThrownBy(() -> inTwoParts(network(), saver, 8)).hasMessage("killed"); // amid the third epoch
        assertThatThrownBy(() -> inTwoParts(network(), saver, 9)).hasMessage("killed"); // at its end
        Model killed = network();
        assertThat(inTwoParts(killed, saver, Long.MAX_VALUE)).isEqualTo(4);
        assertSame(killed, straight);
    }

    private static int inTwoParts(Model model, Saver saver, long killedAfter) throws IOException {
        Trainer trainer = trainer(model)
                .callbacks(earlyStopping("val_loss").restoreBest(), saver.everySteps(1), (event, t) -> {
                    if (event instanceof TrainingEvent.StepSettled && event.step() == killedAfter) {
                        throw new IllegalStateException("killed");
                    }
                })
                .build();
        saver.restoreLatest(trainer);
        trainer.fitUntil(TRAIN, VALIDATION, 2);
        trainer.fitUntil(Problems.stripes(90, 7).shuffled(5).batches(32), VALIDATION, 4);
        return trainer.epoch();
    }

    /** Nobody who fits a restored run should wonder why nothing happens. */
    @Test
    void aStoppedRunThatWasRestoredSaysWhyItMakesNoSteps() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer stopped = trainer(network())
                .callbacks((event, t) -> {
                    if (event instanceof TrainingEvent.StepEnded && event.step() == 2) {
                        t.stop("for today");
                    }
                })
                .build();
        stopped.fit(TRAIN, 4);
        saver.save(stopped);
        Trainer restored = trainer(network()).build();
        saver.restoreLatest(restored);
        List<String> log = new ArrayList<>();
        Logger logger = Logger.getLogger(Trainer.class.getName());
        Handler handler = handler(log);
        logger.addHandler(handler);
        try {
            assertThat(restored.fitUntil(TRAIN, 4).stopReason()).isEqualTo("for today");
            assertThat(restored.step()).isEqualTo(2);
            assertThat(restored.fitUntil(TRAIN, 4).epochs()).hasSize(4);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(log)
                .containsExactly("fit makes no steps: the run was stopped after step 2 (for today) before this call, by"
                        + " trainer.stop or in the checkpoint that was restored; call fit again to go on all the same");
    }

    private static Handler handler(List<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(new SimpleFormatter().formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}

package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.TRAIN;
import static dev.inkstone.checkpoint.Runs.VALIDATION;
import static dev.inkstone.checkpoint.Runs.model;
import static dev.inkstone.checkpoint.Runs.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.ValidationRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several best models: each is that of its step, also where the run was killed and goes on. */
class KeepBestTest {
    private static final int EPOCHS = 8;

    @TempDir
    private Path folder;

    @Test
    void theBestModelsOfARunAreKeptInTheirOrder() throws IOException {
        Saver saver = Saver.in(folder);
        assertThat(saver.bestModels()).isEmpty();
        Trainer trainer = run(saver, "val_accuracy", 3, (event, t) -> {});
        List<String> expected = best(trainer, "accuracy", 3);
        assertThat(names(saver.bestModels())).isEqualTo(expected);
        assertThat(files()).hasSize(4).contains("best.safetensors").containsAll(expected);
        assertThat(Safetensors.verify(saver.bestModels().get(0)))
                .isEqualTo(Safetensors.verify(saver.bestModel()))
                .containsEntry("inkstone.better", "higher");
        for (Path file : saver.bestModels()) {
            Trainer judge = trainer(Saver.loadModel(file)).build();
            assertThat(JsonWriter.number(judge.evaluate(VALIDATION).value("accuracy"))
                            .text())
                    .isEqualTo(Safetensors.verify(file).get("inkstone.value"));
        }
        saver.clear();
        assertThat(files()).isEmpty();
    }

    @Test
    void lossesAreBestWhereTheyAreLow() throws IOException {
        Saver saver = Saver.in(folder);
        Trainer trainer = run(saver, "val_loss", 2, (event, t) -> {});
        assertThat(names(saver.bestModels())).isEqualTo(best(trainer, "loss", 2));
    }

    @Test
    void oneIsEnoughByDefault() throws IOException {
        Saver saver = Saver.in(folder);
        Callback one = saver.keepBest("val_loss");
        trainer(model()).callbacks(one).build().fit(TRAIN, VALIDATION, 3);
        assertThat(files()).containsExactly("best.safetensors");
        assertThat(saver.bestModels()).containsExactly(saver.bestModel());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saver.keepBest("val_loss", 0))
                .withMessage("saver: keep the best 0, expected 1 or more");
    }

    @Test
    void severalOfAnEarlierRunDoNotHideTheOne() throws IOException {
        Saver saver = Saver.in(folder);
        trainer(model()).callbacks(saver.keepBest("val_loss", 2)).build().fit(TRAIN, VALIDATION, 1);
        assertThat(names(saver.bestModels())).containsExactly("best-5.safetensors");
        trainer(model()).callbacks(saver.keepBest("val_loss")).build().fit(TRAIN, VALIDATION, 1); // of step 5 too
        assertThat(saver.bestModels()).containsExactly(saver.bestModel());
    }

    /** Best models of steps behind the checkpoint are there when the run goes on; they are made again or go. */
    @Test
    void aKilledRunEndsWithTheSameBestModels() throws IOException {
        Path other = folder.resolve("other");
        Saver straight = Saver.in(other);
        run(straight, "val_loss", 3, (event, t) -> {});
        for (int killedAfter : new int[] {9, 17, 33}) {
            Saver saver = Saver.in(folder.resolve("killed-" + killedAfter));
            Callback killer = (event, t) -> {
                if (event instanceof TrainingEvent.StepSettled && event.step() == killedAfter) {
                    throw new IllegalStateException("killed");
                }
            };
            try {
                run(saver, "val_loss", 3, killer);
            } catch (IllegalStateException e) {
                run(saver, "val_loss", 3, (event, t) -> {});
            }
            assertThat(names(saver.bestModels())).isEqualTo(names(straight.bestModels()));
            for (int i = 0; i < 3; i++) {
                assertThat(saver.bestModels().get(i))
                        .hasSameBinaryContentAs(straight.bestModels().get(i));
            }
        }
    }

    private static Trainer run(Saver saver, String monitored, int models, Callback killer) throws IOException {
        Trainer trainer = trainer(model())
                .callbacks(saver.everySteps(8), saver.keepBest(monitored, models), killer)
                .validateEverySteps(3)
                .build();
        saver.restoreLatest(trainer);
        trainer.fitUntil(TRAIN, VALIDATION, EPOCHS);
        for (Path checkpoint : new CheckpointFolder(saver.bestModel().getParent())
                .checkpoints()
                .values()) {
            Files.delete(checkpoint);
        }
        return trainer;
    }

    /** By the history, the names of the best, of equally good ones the earlier. */
    private static List<String> best(Trainer trainer, String value, int models) {
        Comparator<ValidationRecord> order =
                Comparator.comparingDouble(record -> record.evaluation().value(value));
        return trainer.history().validations().stream()
                .sorted(value.equals("loss") ? order : order.reversed())
                .limit(models)
                .map(record -> "best-" + record.step() + ".safetensors")
                .toList();
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

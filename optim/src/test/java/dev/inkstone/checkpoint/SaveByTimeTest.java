package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.TRAIN;
import static dev.inkstone.checkpoint.Runs.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint every so many minutes, by a clock that the test sets. */
class SaveByTimeTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void savesWhenTheIntervalHasPassed() throws IOException {
        fit(0, 0, 300, 299, 1, 299, 0, 2, 1200); // seconds of each step
        // Steps 3 (300), 5 (300), 8 (301), 9 (1200, once)
        assertThat(steps()).containsExactly(3L, 5L, 8L, 9L);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() throws IOException {
        fit(100, -100_000, 299, 1, 0);
        assertThat(steps()).containsExactly(4L);
    }

    @Test
    void eachFitWaitsAnew() throws IOException {
        Trainer trainer = trainer(200, 200, 200, 200);
        trainer.fitSteps(TRAIN, null, 1);
        trainer.fitSteps(TRAIN, null, 3);
        assertThat(steps()).containsExactly(3L);
    }

    @Test
    void noTimeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Saver.in(folder).every(Duration.ZERO))
                .withMessage("saver: every PT0S, expected more than no time");
    }

    private void fit(long... seconds) {
        trainer(seconds).fitSteps(TRAIN, null, seconds.length);
    }

    private Trainer trainer(long... seconds) {
        Callback time = (event, t) -> {
            if (event instanceof TrainingEvent.StepEnded) {
                now = now.plusSeconds(seconds[(int) event.step() - 1]);
            }
        };
        Saver saver = Saver.in(folder).keepLast(100).clock(() -> now);
        return Runs.trainer(model())
                .callbacks(time, saver.every(Duration.ofMinutes(5)))
                .build();
    }

    private List<Long> steps() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(
                            file -> Long.parseLong(file.getFileName().toString().replaceAll("\\D", "")))
                    .sorted()
                    .toList();
        }
    }
}

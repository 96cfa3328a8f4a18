package dev.inkstone.checkpoint;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Saves a checkpoint when enough time has passed since the last one, or since the fit began. */
final class SaveByTime implements Callback {
    private final Saver saver;
    private final Duration interval;
    private final InstantSource clock;
    private Instant last;

    SaveByTime(Saver saver, Duration interval, InstantSource clock) {
        this.saver = saver;
        this.interval = interval;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        try {
            if (event instanceof TrainingEvent.TrainingStarted started) {
                saver.begin(started.step());
                last = clock.instant();
            } else if (event instanceof TrainingEvent.StepSettled && due(clock.instant())) {
                saver.saveIfFinite(trainer);
                last = clock.instant(); // a slow disk does not make the next one come earlier
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean due(Instant now) {
        if (now.isBefore(last)) {
            last = now; // somebody set the clock back
        }
        return Duration.between(last, now).compareTo(interval) >= 0;
    }
}

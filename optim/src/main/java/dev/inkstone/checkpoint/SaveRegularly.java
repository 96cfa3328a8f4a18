package dev.inkstone.checkpoint;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Saves a checkpoint every so many steps or epochs.
 *
 * @param saver where to
 * @param steps between two checkpoints; 0 for none
 * @param epochs between two checkpoints; 0 for none
 */
record SaveRegularly(Saver saver, long steps, int epochs) implements Callback {
    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        try {
            if (event instanceof TrainingEvent.TrainingStarted started) {
                saver.begin(started.step());
            } else if (event instanceof TrainingEvent.StepSettled settled && due(settled)) {
                saver.saveIfFinite(trainer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean due(TrainingEvent.StepSettled settled) {
        return (steps > 0 && settled.step() % steps == 0)
                || (epochs > 0 && settled.epochEnded() && settled.epoch() % epochs == 0);
    }
}

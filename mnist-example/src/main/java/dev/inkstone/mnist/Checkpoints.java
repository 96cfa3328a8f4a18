package dev.inkstone.mnist;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Saves where a run stands: after each epoch, every some steps, and before it is interrupted. */
final class Checkpoints implements Callback {
    private final Saver saver;
    private final int everySteps;
    private final long lastStep;
    private final Interruption interruption;
    private boolean interrupted;

    Checkpoints(Saver saver, int everySteps, long lastStep, Interruption interruption) {
        this.saver = saver;
        this.everySteps = everySteps;
        this.lastStep = lastStep;
        this.interruption = interruption;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.StepSettled settled) {
            boolean last = settled.step() == lastStep;
            boolean due = everySteps > 0 && settled.step() % everySteps == 0;
            interrupted = interruption.isRequested() && !last;
            if (settled.epochEnded() || due || last || interrupted) {
                save(trainer);
            }
            if (interrupted) {
                trainer.stop("interrupted");
            }
        }
    }

    private void save(Trainer trainer) {
        try {
            saver.save(trainer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the run was stopped before its end because the program was. */
    boolean interrupted() {
        return interrupted;
    }
}

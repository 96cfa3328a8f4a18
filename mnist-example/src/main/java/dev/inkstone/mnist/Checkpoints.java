package dev.inkstone.mnist;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.layers.Model;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Saves where a run stands: after each epoch, every some steps, and before it is interrupted. */
final class Checkpoints implements Callback {
    private final Saver saver;
    private final int everySteps;
    private final Interruption interruption;
    private boolean interrupted;

    Checkpoints(Path folder, int everySteps, Interruption interruption) {
        this.saver = Saver.in(folder);
        this.everySteps = everySteps;
        this.interruption = interruption;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.StepSettled settled) {
            interrupted = interruption.isRequested();
            boolean due = everySteps > 0 && settled.step() % everySteps == 0;
            if (settled.epochEnded() || due || interrupted) {
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

    /** Goes on from the newest checkpoint, or from the start if the run was killed before the first. */
    void restore(Trainer trainer) throws IOException {
        var latest = saver.latest();
        if (latest.isPresent()) {
            saver.restore(latest.get(), trainer);
        }
    }

    /** Writes a model file. */
    void saveModel(Model model, Path file) throws IOException {
        Saver.saveModel(model, file);
    }
}

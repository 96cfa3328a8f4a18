package dev.inkstone.mnist;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.ValidationRecord;
import java.util.Locale;

/** Shows how a run goes on: a line every some steps, a line for each validation that is best or ends an epoch, and the bar. */
final class TrainingLog implements Callback {
    private static final int LINES_AN_EPOCH = 5;

    private final Screen screen;
    private final int stepsPerEpoch;
    private final long totalSteps;
    private final long startNanos = System.nanoTime();

    TrainingLog(Screen screen, int stepsPerEpoch, long totalSteps) {
        this.screen = screen;
        this.stepsPerEpoch = stepsPerEpoch;
        this.totalSteps = totalSteps;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted started) {
            screen.line("  time   epoch     step     loss   accuracy   validation (* best so far)");
            screen.beginBar(started.step(), totalSteps);
        } else if (event instanceof TrainingEvent.StepEnded ended) {
            stepEnded(ended);
        } else if (event instanceof TrainingEvent.Validated validated) {
            validated(validated, isBest(validated, trainer));
        } else if (event instanceof TrainingEvent.TrainingEnded ended) {
            screen.endBar();
            if (ended.stopped()) {
                screen.line("stopped: " + ended.reason());
            }
        }
    }

    private void stepEnded(TrainingEvent.StepEnded ended) {
        double accuracy = ended.metrics().getOrDefault("accuracy", Double.NaN);
        if (ended.batchInEpoch() % Math.max(1, stepsPerEpoch / LINES_AN_EPOCH) == 0 || ended.step() == totalSteps) {
            screen.line(head(ended.epoch(), ended.step())
                    + String.format(Locale.ROOT, "  %7.4f   %s", ended.loss(), percent(accuracy)));
        }
        screen.bar(ended.step(), String.format(Locale.ROOT, "epoch %d  loss %.4f", ended.epoch(), ended.loss()));
    }

    private void validated(TrainingEvent.Validated validated, boolean best) {
        if (best || validated.step() % stepsPerEpoch == 0) {
            screen.line(head(validated.epoch(), validated.step())
                    + "                     "
                    + percent(validated.evaluation().value("accuracy"))
                    + (best ? " *" : ""));
        }
    }

    private String head(int epoch, long step) {
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000;
        long epochs = (totalSteps + stepsPerEpoch - 1) / stepsPerEpoch;
        return String.format(Locale.ROOT, "%3d:%02d %7s %8d", seconds / 60, seconds % 60, epoch + "/" + epochs, step);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%6.2f %%", 100 * share);
    }

    private static boolean isBest(TrainingEvent.Validated now, Trainer trainer) {
        double accuracy = now.evaluation().value("accuracy");
        for (ValidationRecord earlier : trainer.history().validations()) {
            if (earlier.step() < now.step() && earlier.evaluation().value("accuracy") >= accuracy) {
                return false;
            }
        }
        return true;
    }
}

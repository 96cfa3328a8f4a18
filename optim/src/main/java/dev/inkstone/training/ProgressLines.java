package dev.inkstone.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/**
 * Writes lines like these, the star where the first metric (or else the loss) of the validation data is the best so far
 * (never, if that metric does not say which way is better):
 *
 * <pre>
 *  0:04  epoch  1  step    500  loss 0.2134  accuracy 0.9400
 *  0:05  epoch  1  step    550  val_loss 0.1012  val_accuracy 0.9700 *
 * </pre>
 */
public final class ProgressLines implements Callback {
    private final Appendable out;
    private final int every;
    private long startNanos;

    private ProgressLines(Appendable out, int every) {
        if (every < 1) {
            throw new IllegalArgumentException("progress: a line every " + every + " steps, expected 1 or more");
        }
        this.out = out;
        this.every = every;
    }

    /** A line every 100 steps and at each validation. */
    public static ProgressLines to(Appendable out) {
        return new ProgressLines(out, 100);
    }

    /** A line every {@code steps} steps; default 100. */
    public ProgressLines everySteps(int steps) {
        return new ProgressLines(out, steps);
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted) {
            startNanos = System.nanoTime();
        } else if (event instanceof TrainingEvent.StepEnded ended && ended.step() % every == 0) {
            write(head(ended.step(), ended.epoch()) + values("", ended.loss(), ended.metrics()));
        } else if (event instanceof TrainingEvent.Validated validated) {
            Evaluation evaluation = validated.evaluation();
            write(head(validated.step(), validated.epoch())
                    + values("val_", evaluation.loss(), evaluation.metrics())
                    + (isBest(validated.step(), evaluation, trainer) ? " *" : ""));
        } else if (event instanceof TrainingEvent.TrainingEnded ended) {
            write(elapsed() + "  " + ended.reason());
        }
    }

    private static boolean isBest(long step, Evaluation evaluation, Trainer trainer) {
        String name = evaluation.metrics().keySet().stream().findFirst().orElse("loss");
        Monitor monitor = Monitor.of(name);
        if (monitor.direction(trainer.metrics()) == null) {
            return false;
        }
        double value = evaluation.value(name);
        return trainer.history().validations().stream()
                .filter(earlier -> earlier.step() < step)
                .allMatch(earlier -> monitor.better(value, earlier.evaluation().value(name), 0, trainer));
    }

    private String head(long step, int epoch) {
        return String.format(Locale.ROOT, "%s  epoch %2d  step %6d", elapsed(), epoch, step);
    }

    private static String values(String prefix, double loss, Map<String, Double> metrics) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "  %sloss %.4f", prefix, loss));
        metrics.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %s%s %.4f", prefix, name, value)));
        return text.toString();
    }

    private String elapsed() {
        long seconds = (System.nanoTime() - startNanos) / 1_000_000_000L;
        return String.format(Locale.ROOT, "%2d:%02d", seconds / 60, seconds % 60);
    }

    private void write(String line) {
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("progress: the line could not be written", e);
        }
    }
}

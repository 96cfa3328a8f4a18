package dev.inkstone.mnist.experiments;

import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the validation accuracy of one training grows.
 *
 * @param points in the order of time
 * @param afterFirstEpoch validation accuracy
 * @param last validation accuracy at the end
 */
record Curve(List<Point> points, double afterFirstEpoch, double last) {
    /** By how much the number of images grows from one look to the next, if a step does not make it more. */
    private static final double GROWTH = 1.15;

    /**
     * One look at the validation data.
     *
     * @param epochs passes through the training images so far, also parts of one
     * @param seconds in training steps so far
     * @param accuracy on the validation data
     */
    record Point(double epochs, double seconds, double accuracy) {}

    /** Trains {@code contender} from {@code seed}. */
    static Curve of(Contender contender, Setting setting, long seed) {
        Looks looks = new Looks(setting);
        Trainer trainer = contender.train(contender.model(setting, seed), setting, looks);
        return new Curve(looks.points, Figures.accuracy(trainer, 1), Figures.accuracy(trainer, setting.epochs()));
    }

    /** Where {@code accuracy} was reached first; empty if it was not. */
    Optional<Point> first(double accuracy) {
        return points.stream().filter(point -> point.accuracy() >= accuracy).findFirst();
    }

    private static final class Looks implements Callback {
        private final List<Point> points = new ArrayList<>();
        private final Setting setting;
        private long images;
        private long nanos;
        private double next;

        Looks(Setting setting) {
            this.setting = setting;
        }

        @Override
        public void on(TrainingEvent event, Trainer trainer) {
            if (event instanceof TrainingEvent.StepEnded step) {
                images += step.examples();
                nanos += step.elapsedNanos();
                if (images >= next) {
                    next = images * GROWTH;
                    double accuracy = trainer.evaluate(setting.validation()).value("accuracy");
                    points.add(new Point((double) images / setting.train().size(), nanos / 1e9, accuracy));
                }
            }
        }
    }
}

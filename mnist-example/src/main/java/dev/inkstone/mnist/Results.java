package dev.inkstone.mnist;

import dev.inkstone.data.Batches;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is told about a run, before it and after it.
 *
 * @param options of the run
 * @param folder where it is told
 * @param trainer with its model
 * @param testAccuracy after each epoch
 * @param mnist the digits
 * @param clock since the start of the program
 */
record Results(
        RunOptions options, RunFolder folder, Trainer trainer, TestAccuracy testAccuracy, Mnist mnist, Clock clock) {
    /** What is about to happen. */
    String heading(Batches train) {
        Kernels kernels = Kernels.chosen();
        String lanes = kernels.vectorLength() > 1 ? " (" + kernels.vectorLength() + " floats wide)" : "";
        Integer steps = options.steps();
        Integer epochs = options.epochs();
        String length = steps != null ? counted(steps, "step") : counted(epochs == null ? 0 : epochs, "epoch");
        return String.format(
                Locale.ROOT,
                "Inkstone on Java %s: model %s, %s kernels%s, %s, seed %d%n%n%s%n"
                        + "%,d images to train on, %,d to validate, %,d to test%n"
                        + "%s, %s of %s in an epoch; results go to %s%n",
                System.getProperty("java.version"),
                options.model(),
                kernels.name(),
                lanes,
                counted(WorkerPool.threads(), "thread"),
                options.seed(),
                trainer.model().summary(),
                mnist.train().size(),
                mnist.validation().size(),
                mnist.test().size(),
                length,
                counted(train.stepsPerEpoch(), "step"),
                counted(options.batch(), "image"),
                folder.path());
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Writes {@code history.csv} and {@code metrics.json}; returns what the user reads at the end. */
    String write() throws IOException {
        RunMetrics metrics = metrics();
        StringBuilder csv = new StringBuilder(EpochMetrics.CSV_HEADER);
        metrics.epochs().forEach(epoch -> csv.append(epoch.toCsv()));
        folder.write(folder.history(), csv.toString());
        folder.write(folder.metrics(), RunFolder.json(metrics));
        return String.format(
                Locale.ROOT,
                "%ntest accuracy %.2f %% after %.1f s of training, %.1f s in all%nsaved %s%nhash  %s",
                100 * metrics.testAccuracy(),
                metrics.trainSeconds(),
                metrics.totalSeconds(),
                folder.model(),
                metrics.parametersSha256());
    }

    private RunMetrics metrics() {
        Evaluation test = trainer.evaluate(mnist.test());
        List<EpochMetrics> epochs = epochs(test.value("accuracy"));
        return new RunMetrics(
                epochs,
                test.value("accuracy"),
                test.loss(),
                epochs.stream().mapToDouble(EpochMetrics::seconds).sum(),
                clock.seconds(),
                clock.firstStep(),
                trainer.model().parameters().count(),
                Kernels.chosen().name(),
                WorkerPool.threads(),
                options.seed(),
                options.batch(),
                options.model(),
                System.getProperty("java.version"),
                ParameterHash.of(trainer.model()));
    }

    private List<EpochMetrics> epochs(double testAccuracyNow) {
        List<EpochMetrics> epochs = new ArrayList<>();
        for (EpochRecord epoch : trainer.history().epochs()) {
            epochs.add(epoch(epoch, testAccuracy.after(epoch.epoch())));
        }
        EpochRecord begun = trainer.begunEpoch();
        if (begun != null) {
            epochs.add(epoch(validated(begun), testAccuracyNow));
        }
        return epochs;
    }

    /** The epoch in which {@code --steps} ended the run. */
    private EpochRecord validated(EpochRecord begun) {
        return new EpochRecord(
                begun.epoch(),
                begun.step(),
                begun.loss(),
                begun.metrics(),
                mnist.validation().size() == 0 ? null : trainer.evaluate(mnist.validation()),
                begun.seconds(),
                begun.examples());
    }

    private static EpochMetrics epoch(EpochRecord epoch, double testAccuracy) {
        Evaluation validation = epoch.validation();
        return new EpochMetrics(
                epoch.epoch(),
                epoch.step(),
                epoch.loss(),
                epoch.training().value("accuracy"),
                validation == null ? null : validation.value("accuracy"),
                testAccuracy,
                epoch.seconds(),
                epoch.examples() / epoch.seconds());
    }
}

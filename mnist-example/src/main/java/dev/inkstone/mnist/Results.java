package dev.inkstone.mnist;

import dev.inkstone.data.Batches;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.ValidationRecord;
import dev.inkstone.training.doctor.Diagnosis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a run, before it and after it.
 *
 * @param options of the run
 * @param folder where it is told
 * @param trainer with its model
 * @param stopping what keeps the best weights; null if the last ones are kept, or their average
 * @param testAccuracy after each epoch
 * @param mnist the digits
 * @param clock since the start of the program
 */
record Results(
        RunOptions options,
        RunFolder folder,
        Trainer trainer,
        @Nullable EarlyStopping stopping,
        TestAccuracy testAccuracy,
        Mnist mnist,
        Clock clock) {
    /** What is about to happen. */
    String heading(Recipe recipe, Batches train) {
        Kernels kernels = Kernels.chosen();
        String lanes = kernels.vectorLength() > 1 ? " (" + kernels.vectorLength() + " floats wide)" : "";
        Integer steps = options.steps();
        Integer epochs = options.epochs();
        String length = steps != null ? counted(steps, "step") : counted(epochs == null ? 0 : epochs, "epoch");
        return String.format(
                Locale.ROOT,
                "Inkstone on Java %s: model %s, %s kernels%s, %s, seed %d%n%n%s%n"
                        + "%,d images to train on%s, %,d to validate, %,d to test%n"
                        + "%s, %s of %s in an epoch%s; results go to %s%n",
                System.getProperty("java.version"),
                options.model(),
                kernels.name(),
                lanes,
                counted(WorkerPool.threads(), "thread"),
                options.seed(),
                trainer.model().summary(),
                mnist.train().size(),
                recipe.augmentation() == null ? "" : " (varied anew in each epoch)",
                mnist.validation().size(),
                mnist.test().size(),
                length,
                counted(train.stepsPerEpoch(), "step"),
                counted(options.batch(), "image"),
                recipe.averageDecay() == 0 ? "" : "; the average of the weights is kept",
                folder.path());
    }

    static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Writes {@code history.csv} and {@code metrics.json}; returns what the user reads at the end. */
    String write() throws IOException {
        RunMetrics metrics = metrics();
        StringBuilder csv = new StringBuilder(EpochMetrics.CSV_HEADER);
        metrics.epochs().forEach(epoch -> csv.append(epoch.toCsv()));
        RunFolder.write(folder.history(), csv.toString());
        RunFolder.write(folder.metrics(), RunFolder.json(metrics));
        return String.format(
                Locale.ROOT,
                "%ntest accuracy %.2f %% after %.1f s of training, %.1f s in all%n%ssaved %s%nhash  %s",
                100 * metrics.testAccuracy(),
                metrics.trainSeconds(),
                metrics.totalSeconds(),
                kept(),
                folder.model(),
                metrics.parametersSha256());
    }

    private String kept() {
        EarlyStopping restored = restored();
        return restored == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "kept  the weights of step %d of %d, which validated best: %.2f %%%n",
                        restored.bestStep(),
                        trainer.step(),
                        100 * restored.best());
    }

    /** What put the best weights into the model; null if the model has the last ones. */
    private @Nullable EarlyStopping restored() {
        return stopping == null || stopping.bestStep() == 0 ? null : stopping;
    }

    private RunMetrics metrics() {
        Evaluation test = trainer.evaluate(mnist.test());
        List<EpochMetrics> epochs = epochs(test.value("accuracy"));
        EarlyStopping restored = restored();
        return new RunMetrics(
                epochs,
                test.value("accuracy"),
                test.loss(),
                restored == null ? epochs.get(epochs.size() - 1).valAccuracy() : Double.valueOf(restored.best()),
                restored == null ? trainer.step() : restored.bestStep(),
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
                trainer.history().diagnoses().stream().map(Diagnosis::message).toList(),
                ParameterHash.of(trainer.model()));
    }

    private List<EpochMetrics> epochs(double testAccuracyNow) {
        List<EpochMetrics> epochs = new ArrayList<>();
        for (EpochRecord epoch : trainer.history().epochs()) {
            epochs.add(epoch(epoch, testAccuracy.after(epoch.epoch())));
        }
        EpochRecord begun = trainer.begunEpoch();
        if (begun != null) {
            boolean present = restored() == null; // the model has the weights of the last step
            epochs.add(epoch(validated(begun, present), present ? testAccuracyNow : null));
        }
        return epochs;
    }

    /** The epoch within which the run ended. */
    private EpochRecord validated(EpochRecord begun, boolean evaluate) {
        List<ValidationRecord> looks = trainer.history().validations();
        ValidationRecord latest = looks.isEmpty() ? null : looks.get(looks.size() - 1);
        Evaluation validation = latest != null && latest.step() == begun.step() ? latest.evaluation() : null;
        if (validation == null && evaluate && mnist.validation().size() > 0) {
            validation = trainer.evaluate(mnist.validation());
        }
        return new EpochRecord(
                begun.epoch(),
                begun.step(),
                begun.loss(),
                begun.metrics(),
                validation,
                begun.seconds(),
                begun.examples());
    }

    private static EpochMetrics epoch(EpochRecord epoch, @Nullable Double testAccuracy) {
        Evaluation validation = epoch.validation();
        return new EpochMetrics(
                epoch.epoch(),
                epoch.step(),
                epoch.loss(),
                epoch.training().value("accuracy"),
                validation == null ? null : validation.loss(),
                validation == null ? null : validation.value("accuracy"),
                testAccuracy,
                epoch.seconds(),
                epoch.examples() / epoch.seconds());
    }
}

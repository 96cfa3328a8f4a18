package dev.inkstone.training;

import dev.inkstone.metrics.Metric;
import dev.inkstone.training.doctor.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a run so far, and what the batches of the epoch that was begun add up to. */
final class Journal {
    private final List<Metric> metrics;
    private final List<EpochRecord> epochs = new ArrayList<>();
    private final List<ValidationRecord> validations = new ArrayList<>();
    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private Totals totals;

    Journal(List<Metric> metrics) {
        this.metrics = metrics;
        this.totals = new Totals(metrics);
    }

    void add(TrainingStep.Result result, int examples, long nanos) {
        totals.add(result.loss(), result.scores(), examples, nanos);
    }

    void add(ValidationRecord validation) {
        validations.add(validation);
    }

    void add(Diagnosis diagnosis) {
        diagnoses.add(diagnosis);
    }

    /** The epoch that was begun, which has not been validated; the first is 1. */
    EpochRecord begun(int epoch, long step) {
        return record(epoch, step, null);
    }

    /** Ends the epoch that was begun, with the validation of its last step if there was one. */
    EpochRecord endEpoch(int epoch, long step) {
        ValidationRecord latest = validations.isEmpty() ? null : validations.get(validations.size() - 1);
        EpochRecord ended = record(epoch, step, latest != null && latest.step() == step ? latest.evaluation() : null);
        epochs.add(ended);
        totals = new Totals(metrics);
        return ended;
    }

    private EpochRecord record(int epoch, long step, @Nullable Evaluation validation) {
        Evaluation means = totals.means();
        return new EpochRecord(
                epoch, step, means.loss(), means.metrics(), validation, totals.seconds(), means.examples());
    }

    Progress.Sums sums() {
        return totals.sums();
    }

    History history(@Nullable String stopReason) {
        return new History(epochs, validations, stopReason, diagnoses);
    }

    /** Totals as they were saved, for {@link #restore}; fails if they do not fit the metrics. */
    Totals totals(Progress.Sums saved) {
        return Totals.of(metrics, saved);
    }

    void restore(History history, Totals running) {
        totals = running;
        replace(epochs, history.epochs());
        replace(validations, history.validations());
        replace(diagnoses, history.diagnoses());
    }

    private static <T> void replace(List<T> list, List<T> saved) {
        list.clear();
        list.addAll(saved);
    }
}

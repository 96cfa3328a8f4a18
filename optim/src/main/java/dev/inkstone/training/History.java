package dev.inkstone.training;

import dev.inkstone.training.doctor.Diagnosis;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run, over all calls of {@code fit} and {@code fitSteps}.
 *
 * @param epochs the finished epochs
 * @param validations every evaluation of the validation data
 * @param stopReason why the run was stopped; null if it was not
 * @param diagnoses what the training doctor found wrong, in the order in which it did
 */
public record History(
        List<EpochRecord> epochs,
        List<ValidationRecord> validations,
        @Nullable String stopReason,
        List<Diagnosis> diagnoses) {
    /** Before the first step. */
    public static final History EMPTY = new History(List.of(), List.of(), null);

    /** Keeps copies of the lists. */
    public History {
        epochs = List.copyOf(epochs);
        validations = List.copyOf(validations);
        diagnoses = List.copyOf(diagnoses);
    }

    /** Of a run in which nothing was found wrong. */
    public History(List<EpochRecord> epochs, List<ValidationRecord> validations, @Nullable String stopReason) {
        this(epochs, validations, stopReason, List.of());
    }

    /**
     * One line for each epoch under a header: {@code epoch,step,loss,accuracy,val_loss,val_accuracy,seconds,examples}, with one
     * column for each metric; empty where an epoch has no such value. Lines end with a line feed.
     */
    public String toCsv() {
        TreeSet<String> names = new TreeSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
        StringBuilder csv = new StringBuilder("epoch,step,loss");
        names.forEach(name -> csv.append(',').append(name));
        csv.append(",val_loss");
        names.forEach(name -> csv.append(",val_").append(name));
        csv.append(",seconds,examples\n");
        for (EpochRecord epoch : epochs) {
            csv.append(epoch.epoch()).append(',').append(epoch.step());
            append(csv, epoch.training(), names);
            append(csv, epoch.validation(), names);
            csv.append(',')
                    .append(epoch.seconds())
                    .append(',')
                    .append(epoch.examples())
                    .append('\n');
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, @Nullable Evaluation evaluation, TreeSet<String> names) {
        csv.append(',').append(evaluation == null ? "" : evaluation.loss());
        for (String name : names) {
            Double value = evaluation == null ? null : evaluation.metrics().get(name);
            csv.append(',').append(value == null ? "" : value);
        }
    }
}

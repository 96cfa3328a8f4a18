package dev.inkstone.mnist.experiments;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The filters of a layer before and after training. */
record FilterChange(KernelWeights before, KernelWeights after) {
    KernelWeights difference() {
        return after.minus(before);
    }

    /** A row of a table: means over the trainings. */
    static String row(String name, List<FilterChange> changes) {
        return Figures.row(
                name,
                both(changes, KernelWeights::mean),
                both(changes, KernelWeights::deviation),
                format(changes, change -> change.after().cosine(change.before())),
                both(changes, KernelWeights::smoothness),
                format(changes, change -> change.difference().smoothness()));
    }

    private static String both(List<FilterChange> changes, ToDoubleFunction<KernelWeights> of) {
        return format(changes, change -> of.applyAsDouble(change.before())) + " → "
                + format(changes, change -> of.applyAsDouble(change.after()));
    }

    private static String format(List<FilterChange> changes, ToDoubleFunction<FilterChange> of) {
        double mean = changes.stream().mapToDouble(of).average().orElseThrow();
        return String.format(Locale.ROOT, "%.3f", mean);
    }
}

package dev.inkstone.metrics;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * The metrics under their usual names. All are over the examples, whatever the sizes of batches and shards, and ignore weights of
 * examples unless asked for with {@link Metric#weighted}; an example of weight 0 is as if it were not there.
 *
 * <p>Metrics of classes take logits, as the losses do: {@code [batch, classes]}, of which the largest is chosen (the first of
 * several), or {@code [batch]} or {@code [batch, 1]} for two classes, of which class 1 is chosen if above 0. Targets are class
 * indices {@code [batch]}; or values: one-hot or soft labels with the shape of the logits, whose largest is the class, or for two
 * classes a number each, class 1 if above one half. An example whose logits are all NaN has no answer: it counts as wrong, and as
 * predicted to be of no class. A label that is no class throws an {@link IllegalArgumentException}, logits or targets of other
 * shapes a {@link dev.inkstone.tensor.ShapeException}.
 *
 * <p>Metrics of numbers ({@link #mse} and so on) take values of any shape, the same as the prediction. Where an example has several
 * numbers, each is an output of its own, and the metric is the plain mean over the outputs.
 *
 * <p>Short names as {@code mse()} leave the long ones to losses, so both can be imported with an asterisk.
 */
public final class Metrics {
    private Metrics() {}

    /**
     * The metrics of a model on some data, in inference mode and, but for {@link #rocAuc}, a bounded amount of memory. Several threads
     * may do this with one model.
     *
     * @return by name, in the given order; cannot be changed
     * @throws IllegalArgumentException if there are no examples, or two metrics have one name
     */
    public static Map<String, Double> evaluate(Model model, Dataset data, Metric... metrics) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            if (tallies.put(metric.name(), metric.tally()) != null) {
                throw new IllegalArgumentException(
                        "evaluate: metric '" + metric.name() + "' given twice, expected names of their own");
            }
        }
        Answers.of(
                "evaluate",
                model,
                data,
                (prediction, targets) -> tallies.values().forEach(tally -> tally.add(prediction, targets)));
        Map<String, Double> values = new LinkedHashMap<>();
        tallies.forEach((name, tally) -> values.put(name, tally.value()));
        return Collections.unmodifiableMap(values);
    }

    /** {@code accuracy}: the share of examples whose chosen class is right. */
    public static Metric accuracy() {
        return mean("accuracy", true, Scorer::right);
    }

    /**
     * {@code top_<k>_accuracy}: the share of examples for which fewer than {@code k} classes have larger logits than the right one.
     * So classes that tie at the border are all among the top, as in Keras; with ties, k = 1 can be more than {@link #accuracy}. Wrong
     * where the logit of the right class is NaN; other NaN are never larger. Needs {@code [batch, classes]} with at least k classes.
     *
     * @throws IllegalArgumentException if {@code k} is not positive
     */
    public static Metric topK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("top k accuracy: k " + k + ", expected 1 or more");
        }
        return mean("top_" + k + "_accuracy", true, Scorer.amongLargest(k));
    }

    /**
     * {@code precision} of two classes: the share of examples predicted to be of class 1 that are; 0 if none is, as scikit-learn's
     * {@code zero_division=0}. With more classes it throws; ask for an average or a class.
     */
    public static Metric precision() {
        return ClassTally.metric(Ratio.PRECISION, ClassTally.Focus.POSITIVE, "");
    }

    /** {@code precision_macro}, {@code precision_micro}: over all classes; 0 for a class that is never predicted. */
    public static Metric precision(Average average) {
        return averaged(Ratio.PRECISION, average);
    }

    /**
     * {@code precision_<label>}: of one class; 0 if it is never predicted.
     *
     * @throws IllegalArgumentException if the label is negative
     */
    public static Metric precision(int label) {
        return ofClass(Ratio.PRECISION, label);
    }

    /**
     * {@code recall} of two classes: the share of examples of class 1 that are predicted to be; 0 if there is none. With more classes
     * it throws; ask for an average or a class.
     */
    public static Metric recall() {
        return ClassTally.metric(Ratio.RECALL, ClassTally.Focus.POSITIVE, "");
    }

    /** {@code recall_macro}, {@code recall_micro}: over all classes; 0 for a class without examples that is predicted somewhere. */
    public static Metric recall(Average average) {
        return averaged(Ratio.RECALL, average);
    }

    /**
     * {@code recall_<label>}: of one class; 0 if it has no examples.
     *
     * @throws IllegalArgumentException if the label is negative
     */
    public static Metric recall(int label) {
        return ofClass(Ratio.RECALL, label);
    }

    /**
     * {@code f1} of two classes: the harmonic mean of precision and recall of class 1; 0 if it is neither a label nor predicted. With
     * more classes it throws; ask for an average or a class.
     */
    public static Metric f1() {
        return ClassTally.metric(Ratio.F1, ClassTally.Focus.POSITIVE, "");
    }

    /** {@code f1_macro} (the mean of the F1 of the classes), {@code f1_micro}: over all classes. */
    public static Metric f1(Average average) {
        return averaged(Ratio.F1, average);
    }

    /**
     * {@code f1_<label>}: of one class; 0 if it is neither a label nor predicted.
     *
     * @throws IllegalArgumentException if the label is negative
     */
    public static Metric f1(int label) {
        return ofClass(Ratio.F1, label);
    }

    /**
     * {@code roc_auc}: the area under the ROC curve, exact, ties counting one half. With more than two classes the mean of the areas
     * of each class against the rest, by the softmax probabilities; classes that no example or every example has are left out.
     *
     * <p>NaN if all examples are of one class, for then there is no pair to put in order; and if a score is NaN. Keeps two numbers of
     * 8 bytes for each example (classes + 1 with more than two classes, one more if weighted), also in a checkpoint amid an epoch, as text: that is refused
     * beyond 100 MB, about 500,000 examples of ten classes; save at the end of epochs then.
     */
    public static Metric rocAuc() {
        return Measure.higher("roc_auc", RankTally::new);
    }

    /**
     * {@code log_loss}: the mean of minus the natural logarithm of the probability of the right class; of soft labels the
     * cross-entropy. From logits: the softmax, or for two classes the sigmoid, is part of it, and nothing is clipped: infinite where
     * a right class has probability 0, NaN where a logit is NaN.
     */
    public static Metric logLoss() {
        return mean("log_loss", false, Scorer::logLoss);
    }

    /** {@code mse}: mean squared error. */
    public static Metric mse() {
        return Measure.lower(
                "mse", ErrorTally.of(difference -> difference * difference, DoubleUnaryOperator.identity()));
    }

    /** {@code rmse}: the root of the mean squared error; of several outputs the mean of their roots, as in scikit-learn. */
    public static Metric rmse() {
        return Measure.lower("rmse", ErrorTally.of(difference -> difference * difference, Math::sqrt));
    }

    /** {@code mae}: mean absolute error. */
    public static Metric mae() {
        return Measure.lower("mae", ErrorTally.of(Math::abs, DoubleUnaryOperator.identity()));
    }

    /**
     * {@code r2}: the coefficient of determination, 1 less the squared errors over the squared deviations of the targets from their
     * mean. 1 is perfect, 0 is no better than that mean. As in scikit-learn an output whose targets are all equal gives 1 if it is
     * predicted exactly, else 0, and with fewer than two examples it is NaN.
     */
    public static Metric r2() {
        return Measure.higher("r2", DeterminationTally::new);
    }

    private static Metric mean(String name, boolean higherIsBetter, Scorer scorer) {
        return new Measure(name, higherIsBetter, false, (metric, weighted) -> new MeanTally(metric, weighted, scorer));
    }

    private static Metric averaged(Ratio ratio, Average average) {
        Objects.requireNonNull(average, "average");
        return ClassTally.metric(
                ratio, new ClassTally.Focus(average, null), average == Average.MACRO ? "_macro" : "_micro");
    }

    private static Metric ofClass(Ratio ratio, int label) {
        if (label < 0) {
            throw new IllegalArgumentException(ratio.lowerCase() + ": label " + label + ", expected 0 or more");
        }
        return ClassTally.metric(ratio, new ClassTally.Focus(null, label), "_" + label);
    }
}

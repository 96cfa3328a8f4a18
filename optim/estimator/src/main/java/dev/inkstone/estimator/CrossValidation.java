package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How parameters are judged: by examples that were not learnt from. Where there are labels, classes are in equal proportions in all
 * parts.
 *
 * <pre>{@code
 * Scores scores = CrossValidation.kFold(5, 7L).scores(Classifier.mlp(32), data);     // 0.9533 ± 0.0163
 * }</pre>
 */
public final class CrossValidation {
    private final Function<Dataset, List<Fold>> folds;
    private final String text;

    private CrossValidation(Function<Dataset, List<Fold>> folds, String text) {
        this.folds = folds;
        this.text = text;
    }

    /**
     * Each of {@code k} random parts validates once, and the others are learnt from.
     *
     * @throws IllegalArgumentException if {@code k} is less than 2
     */
    public static CrossValidation kFold(int k, long seed) {
        if (k < 2) {
            throw new IllegalArgumentException(
                    "cross-validation: " + k + " folds, expected 2 or more; holdOut(0.2, seed) validates once");
        }
        return new CrossValidation(
                data -> data.targetShape() == null ? data.stratifiedKFold(k, seed) : data.kFold(k, seed),
                "kFold(" + k + ", " + seed + ")");
    }

    /**
     * A random share of the examples validates, once: cheaper, and less certain. Data of which nothing is left to train on, or to
     * validate, are refused.
     *
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public static CrossValidation holdOut(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "cross-validation: hold out " + share + ", expected a share between 0 and 1; 0.2 is common");
        }
        return new CrossValidation(data -> held(data, share, seed), "holdOut(" + share + ", " + seed + ")");
    }

    /**
     * Folds of your own: of groups that must stay together, or of a past and its future.
     *
     * @param folds of data whose labels are the indices of the classes
     */
    public static CrossValidation of(Function<Dataset, List<Fold>> folds) {
        return new CrossValidation(folds, "folds of its own");
    }

    private static List<Fold> held(Dataset data, double share, long seed) {
        List<Dataset> parts = data.targetShape() == null
                ? data.stratifiedSplit(seed, 1 - share, share)
                : data.permuted(seed).split(1 - share, share);
        if (parts.get(0).size() == 0 || parts.get(1).size() == 0) {
            throw new IllegalArgumentException("cross-validation: hold out " + share + " of " + data.size()
                    + " examples leaves " + parts.get(0).size() + " to train on and "
                    + parts.get(1).size()
                    + " to validate, expected 1 or more; give more examples, or another share");
        }
        return List.of(new Fold(parts.get(0), parts.get(1)));
    }

    /**
     * The scores of {@code estimator}'s parameters: for each fold an estimator of its own learns; the given one stays as it is.
     *
     * @throws IllegalArgumentException if the data cannot be cut so, or do not suit the estimator
     * @throws IllegalStateException if a training diverges, or a score is not a number
     */
    public <E extends Estimator<E>> Scores scores(E estimator, Dataset data) {
        List<Double> scores = new ArrayList<>();
        for (Fold fold : folds(estimator, data)) {
            scores.add(score(estimator, fold));
        }
        return new Scores(scores);
    }

    /** The folds of data as this kind of estimator learns them. */
    List<Fold> folds(Estimator<?> estimator, Dataset data) {
        List<Fold> all = folds.apply(estimator.taskOf(data).encoded(data));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("cross-validation: 0 folds, expected 1 or more");
        }
        return all;
    }

    static <E extends Estimator<E>> double score(E estimator, Fold fold) {
        double score = estimator.unfitted().fit(fold.train()).score(fold.validation());
        if (!Double.isFinite(score)) {
            throw new IllegalStateException(
                    "cross-validation: the score of " + fold.validation().size() + " validation examples is " + score
                            + ", expected a number; validate on more examples");
        }
        return score;
    }

    @Override
    public String toString() {
        return text;
    }
}

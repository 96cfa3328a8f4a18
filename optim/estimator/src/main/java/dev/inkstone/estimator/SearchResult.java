package dev.inkstone.estimator;

import java.util.Comparator;
import java.util.List;

/**
 * What a search has found.
 *
 * @param trials in the order of the candidates
 * @param estimator the best one, trained on all data
 * @param <P> the type of the parameters
 * @param <E> the estimator
 */
public record SearchResult<P, E extends Estimator<E>>(List<Trial<P>> trials, E estimator) {
    /** Keeps a copy of the list. */
    public SearchResult {
        trials = List.copyOf(trials);
    }

    /** The one with the highest mean score; the first of equals. */
    public Trial<P> best() {
        return best(trials);
    }

    static <P> Trial<P> best(List<Trial<P>> trials) {
        return sorted(trials).get(0);
    }

    private static <P> List<Trial<P>> sorted(List<Trial<P>> trials) {
        Comparator<Trial<P>> best =
                Comparator.comparing(trial -> trial.failed() ? Double.NEGATIVE_INFINITY : trial.score());
        return trials.stream().sorted(best.reversed()).toList(); // stable
    }

    /** The place of a trial: 1 for the best; equal scores have equal places, and failures the one behind all others. */
    public int rank(Trial<P> trial) {
        return 1
                + (int) trials.stream()
                        .filter(other -> !other.failed() && (trial.failed() || other.score() > trial.score()))
                        .count();
    }

    /** All trials, the best first. */
    public List<Trial<P>> ranked() {
        return sorted(trials);
    }

    /** A table of all trials, the best first, as Markdown: rank, values, mean ± deviation of the scores, seconds. */
    public String toMarkdown() {
        return SearchText.markdown(this);
    }

    /**
     * A line for each trial in the order of the candidates, under a header: rank, values, mean, deviation, the score of each fold,
     * seconds, failure (RFC 4180; lines end with a line feed).
     */
    public String toCsv() {
        return SearchText.csv(this);
    }

    /** The best values and their score. */
    @Override
    public String toString() {
        return "best of " + trials.size() + ": " + best().values() + " " + best().scores();
    }
}

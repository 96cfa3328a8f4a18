package dev.inkstone.estimator;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A search that is ready to begin: {@link GridSearch} or {@link RandomSearch} make one. Candidates are tried one after the other, for
 * a training uses all cores already, all on the same folds. One that fails, by an exception or a training that diverges, is
 * recorded, and the search goes on. The best one, the first of equals, learns from all data in the end.
 *
 * <p>Deterministic but for the seconds. Immutable.
 *
 * @param <P> the type of the parameters
 * @param <E> the estimator
 */
public final class Search<P, E extends Estimator<E>> {
    private final List<Candidate<P>> candidates;
    private final Function<P, E> estimator;
    private final CrossValidation validation;
    private final Consumer<Trial<P>> listener;

    Search(List<Candidate<P>> candidates, Function<P, E> estimator) {
        this(candidates, estimator, CrossValidation.kFold(5, 0), trial -> {});
    }

    private Search(
            List<Candidate<P>> candidates,
            Function<P, E> estimator,
            CrossValidation validation,
            Consumer<Trial<P>> listener) {
        this.candidates = candidates;
        this.estimator = estimator;
        this.validation = validation;
        this.listener = listener;
    }

    /** The same judged so; default five folds with seed 0. */
    public Search<P, E> crossValidation(CrossValidation validation) {
        return new Search<>(candidates, estimator, validation, listener);
    }

    /** The same that tells somebody of each trial when it is over. */
    public Search<P, E> onTrial(Consumer<Trial<P>> listener) {
        return new Search<>(candidates, estimator, validation, listener);
    }

    /** How many candidates there are. */
    public int size() {
        return candidates.size();
    }

    /**
     * Tries all candidates, and trains the best.
     *
     * @throws IllegalStateException if all candidates failed, caused by what the first one threw; or if the best one fails on all
     *     data
     */
    public SearchResult<P, E> fit(Dataset data) {
        List<Trial<P>> trials = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Candidate<P> candidate : candidates) {
            Trial<P> trial = run(candidate, data, failures);
            trials.add(trial);
            listener.accept(trial);
        }
        Trial<P> best = SearchResult.best(trials);
        if (best.failed()) {
            throw new IllegalStateException(
                    "search: all " + trials.size()
                            + " candidates failed, expected one at least with a score; the first said: "
                            + trials.get(0).failure(),
                    failures.get(0));
        }
        return new SearchResult<>(trials, onAllData(best, data));
    }

    private E onAllData(Trial<P> best, Dataset data) {
        try {
            return estimator.apply(Objects.requireNonNull(best.parameters())).fit(data);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "search: the best candidate " + best.values() + ", with a score of " + best.scores()
                            + ", fails on all data: " + e.getMessage() + "; onTrial tells of all trials",
                    e);
        }
    }

    private Trial<P> run(Candidate<P> candidate, Dataset data, List<RuntimeException> failures) {
        long start = System.nanoTime();
        List<Double> scores = new ArrayList<>();
        P parameters = null;
        String failure = null;
        try {
            parameters = candidate.parameters().get();
            E one = estimator.apply(parameters);
            for (Fold fold : validation.folds(one, data)) {
                scores.add(CrossValidation.score(one, fold));
            }
        } catch (RuntimeException e) {
            failures.add(e);
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Trial<>(candidate.values(), parameters, new Scores(scores), seconds, failure);
    }
}

package dev.inkstone.estimator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tries all combinations of some values of parameters:
 *
 * <pre>{@code
 * SearchResult<TrainingParameters, Classifier> found = GridSearch.over(TrainingParameters.DEFAULT)
 *     .vary("learningRate", List.of(1e-3, 1e-2), TrainingParameters::withLearningRate)
 *     .vary("batchSize", List.of(16, 64), TrainingParameters::withBatchSize)
 *     .estimator(training -> Classifier.of(MlpParameters.DEFAULT, training))
 *     .crossValidation(CrossValidation.kFold(5, 7L))
 *     .fit(data);
 * }</pre>
 *
 * <p>The parameters are any value: training parameters, a network's, both in {@link EstimatorParameters}, or a record of your own.
 * Immutable.
 *
 * @param <P> the type of the parameters
 */
public final class GridSearch<P> {
    private static final int MOST = 100_000;

    private final P base;
    private final List<Axis<P, ?>> axes;

    private GridSearch(P base, List<Axis<P, ?>> axes) {
        this.base = base;
        this.axes = axes;
    }

    /** A search around {@code base}; with no dimensions it tries that alone. */
    public static <P> GridSearch<P> over(P base) {
        return new GridSearch<>(base, List.of());
    }

    /**
     * The same with one more dimension; the last one varies fastest.
     *
     * @param name for the table of results
     * @param values to try
     * @param change the parameters with a value: {@code TrainingParameters::withLearningRate}
     * @throws IllegalArgumentException if the name is taken, or there are no values, or more than 100,000 combinations
     */
    public <V> GridSearch<P> vary(String name, List<V> values, BiFunction<P, V, P> change) {
        Axis<P, V> axis = new Axis<>(new Dimension<>(name, change), List.copyOf(values));
        GridSearch<P> more = new GridSearch<>(base, Dimension.append(axes, axis, name, names()));
        if (values.isEmpty() || more.size() > MOST) {
            throw new IllegalArgumentException("grid search: "
                    + (values.isEmpty() ? "0 values" : more.size() + " combinations with those") + " of '" + name
                    + "', expected 1 or more, and " + MOST + " combinations at most; RandomSearch tries some of many");
        }
        return more;
    }

    /** What is tried with each combination: {@code Classifier::of}. */
    public <E extends Estimator<E>> Search<P, E> estimator(Function<P, E> estimator) {
        return new Search<>(candidates(), estimator);
    }

    private List<Candidate<P>> candidates() {
        List<Candidate<P>> all = List.of(new Candidate<>(Map.of(), () -> base));
        for (Axis<P, ?> axis : axes) {
            all = axis.combined(all);
        }
        return all;
    }

    private long size() {
        return axes.stream()
                .mapToLong(axis -> axis.values().size())
                .reduce(1, (a, b) -> Math.min(a * b, Integer.MAX_VALUE));
    }

    private Stream<String> names() {
        return axes.stream().map(axis -> axis.dimension().name());
    }

    private record Axis<P, V>(Dimension<P, V> dimension, List<V> values) {
        List<Candidate<P>> combined(List<Candidate<P>> candidates) {
            List<Candidate<P>> all = new ArrayList<>();
            for (Candidate<P> candidate : candidates) {
                values.forEach(value -> all.add(candidate.and(dimension, value)));
            }
            return all;
        }
    }
}

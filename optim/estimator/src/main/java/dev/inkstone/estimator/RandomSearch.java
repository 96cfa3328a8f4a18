package dev.inkstone.estimator;

import dev.inkstone.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Tries some random values of parameters, which finds good ones sooner than a grid where only a few parameters matter (Bergstra and
 * Bengio, 2012):
 *
 * <pre>{@code
 * var found = RandomSearch.over(EstimatorParameters.mlp())
 *     .vary("learningRate", logUniform(1e-4, 1e-1), (p, rate) -> p.training(t -> t.withLearningRate(rate)))
 *     .vary("dropout", uniform(0, 0.5), (p, dropout) -> p.network(n -> n.withDropout(dropout)))
 *     .candidates(20).seed(7L)
 *     .estimator(Classifier::of)
 *     .fit(data);
 * }</pre>
 *
 * <p>Each dimension has random numbers of its own: one more dimension, or more candidates, leave the values of the others as they
 * are. Immutable.
 *
 * @param <P> the type of the parameters
 */
public final class RandomSearch<P> {
    private final P base;
    private final List<Drawn<P, ?>> dimensions;
    private final int candidates;
    private final long seed;

    private RandomSearch(P base, List<Drawn<P, ?>> dimensions, int candidates, long seed) {
        this.base = base;
        this.dimensions = dimensions;
        this.candidates = candidates;
        this.seed = seed;
    }

    /** A search around {@code base}: 10 candidates, seed 0. */
    public static <P> RandomSearch<P> over(P base) {
        return new RandomSearch<>(base, List.of(), 10, 0);
    }

    /**
     * The same with one more dimension.
     *
     * @param name for the table of results; the random numbers depend on it
     * @param values where they come from
     * @param change the parameters with a value: {@code TrainingParameters::withLearningRate}
     * @throws IllegalArgumentException if the name is taken
     */
    public <V> RandomSearch<P> vary(String name, Distribution<V> values, BiFunction<P, V, P> change) {
        Drawn<P, V> drawn = new Drawn<>(new Dimension<>(name, change), values);
        List<Drawn<P, ?>> more = Dimension.append(
                dimensions,
                drawn,
                name,
                dimensions.stream().map(each -> each.dimension().name()));
        return new RandomSearch<>(base, more, candidates, seed);
    }

    /**
     * The same with so many candidates; default 10.
     *
     * @throws IllegalArgumentException if there are none
     */
    public RandomSearch<P> candidates(int candidates) {
        if (candidates < 1) {
            throw new IllegalArgumentException("random search: " + candidates + " candidates, expected 1 or more");
        }
        return new RandomSearch<>(base, dimensions, candidates, seed);
    }

    /** The same with other random values; default seed 0. */
    public RandomSearch<P> seed(long seed) {
        return new RandomSearch<>(base, dimensions, candidates, seed);
    }

    /** What is tried with each candidate: {@code Classifier::of}. */
    public <E extends Estimator<E>> Search<P, E> estimator(Function<P, E> estimator) {
        List<Candidate<P>> all = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            Candidate<P> candidate = new Candidate<>(Map.of(), () -> base);
            for (Drawn<P, ?> dimension : dimensions) {
                candidate = dimension.addTo(candidate, seed, i);
            }
            all.add(candidate);
        }
        return new Search<>(all, estimator);
    }

    private record Drawn<P, V>(Dimension<P, V> dimension, Distribution<V> values) {
        Candidate<P> addTo(Candidate<P> candidate, long seed, int number) {
            RandomStream random =
                    RandomStream.of(seed, "search/" + dimension.name()).at(0, number);
            return candidate.and(dimension, values.draw(random));
        }
    }
}

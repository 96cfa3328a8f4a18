package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How often each example of a batch counts. */
final class Weights {
    private final String metric;
    private final @Nullable Tensor weights;

    private Weights(String metric, @Nullable Tensor weights) {
        this.metric = metric;
        this.weights = weights;
    }

    /** Those of the targets, or once each. */
    static Weights of(String metric, Targets targets, boolean weighted) {
        return new Weights(metric, weighted ? targets.weights() : null);
    }

    /**
     * Of one example; 0 is as if it were not there.
     *
     * @throws IllegalArgumentException if it is negative, infinite or NaN
     */
    double get(int example) {
        if (weights == null) {
            return 1;
        }
        float weight = weights.get(example);
        if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(metric + ": weight " + weight + " of example " + example
                    + " of the batch, expected a number of 0 or more");
        }
        return weight;
    }
}

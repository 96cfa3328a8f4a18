package dev.inkstone.estimator;

import java.util.function.UnaryOperator;

/**
 * All that an estimator is told: what it is and how it learns. A value that can be compared, printed, saved and searched over.
 *
 * @param network the layers; the type says which settings a search can vary
 * @param training how they are trained
 * @param <N> the kind of network
 */
public record EstimatorParameters<N extends Network>(N network, TrainingParameters training) {
    /** A perceptron of {@link MlpParameters#DEFAULT} trained by {@link TrainingParameters#DEFAULT}. */
    public static EstimatorParameters<MlpParameters> mlp() {
        return new EstimatorParameters<>(MlpParameters.DEFAULT, TrainingParameters.DEFAULT);
    }

    /** The same with a changed network: {@code p.network(n -> n.withDropout(0.2))}. */
    public EstimatorParameters<N> network(UnaryOperator<N> change) {
        return new EstimatorParameters<>(change.apply(network), training);
    }

    /** The same with changed training: {@code p.training(t -> t.withLearningRate(0.01))}. */
    public EstimatorParameters<N> training(UnaryOperator<TrainingParameters> change) {
        return new EstimatorParameters<>(network, change.apply(training));
    }
}

package dev.inkstone.estimator;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Sequential;
import dev.inkstone.tensor.Shape;

/**
 * Layers for inputs and outputs that become known when the data do: {@link MlpParameters}, a record of your own, or a lambda.
 *
 * <pre>{@code
 * Network cnn = (input, outputs) -> sequential(
 *     conv2d(16, 3).activation(RELU), maxPool2d(2), flatten(), dense(outputs));
 * }</pre>
 *
 * <p>A record of your own makes its components something to search over. It is saved with the estimator if the {@link
 * dev.inkstone.checkpoint.SpecRegistry} knows it; any other network is saved as the layers that it made.
 */
@FunctionalInterface
public interface Network {
    /**
     * The layers.
     *
     * @param input the shape of one example, without the batch
     * @param outputs the length of the output {@code [outputs]}: logits of as many classes (no softmax), or numbers
     */
    Sequential layers(Shape input, int outputs);

    /** These layers and, behind them, a {@code dense} layer of the right length; they must end with one dimension. */
    static Network of(LayerSpec... body) {
        return new Body(Layers.sequential(body).layers());
    }
}

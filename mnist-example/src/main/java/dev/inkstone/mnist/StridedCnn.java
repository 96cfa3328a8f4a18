package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.optim.Adam;

/**
 * {@link Cnn} with twice the filters. Its tutorial was stuck at 67 %: it did not scale the pixels, and applied the softmax
 * twice.
 */
final class StridedCnn {
    private StridedCnn() {}

    static Recipe recipe() {
        return Recipe.of(
                        "cnn-32-64",
                        conv2d(32, 3).activation(RELU),
                        conv2d(64, 3).stride(2).activation(RELU),
                        maxPool2d(2),
                        flatten(),
                        dense(64).activation(RELU),
                        dense(10))
                .optimizer(Adam::withLearningRate, 1e-3)
                .batch(100)
                .epochs(10)
                .averageWeights(0.998)
                .build();
    }
}

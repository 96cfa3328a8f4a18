package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.optim.Adam;

/**
 * A small convolutional network: two convolutions find strokes and their meetings, the pooling keeps where they are strongest,
 * two dense layers name the digit.
 */
final class Cnn {
    private Cnn() {}

    static Recipe recipe() {
        return Recipe.of(
                        "cnn",
                        conv2d(16, 3).activation(RELU),
                        conv2d(32, 3).stride(2).activation(RELU),
                        maxPool2d(2),
                        flatten(),
                        dense(32).activation(RELU),
                        dense(10))
                .optimizer(Adam::withLearningRate, 1e-3)
                .batch(100)
                .epochs(10)
                .averageWeights(0.998)
                .build();
    }
}

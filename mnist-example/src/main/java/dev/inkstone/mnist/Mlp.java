package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.ops.Activation.LINEAR;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.layers.Dense;
import dev.inkstone.layers.init.TruncatedNormal;
import dev.inkstone.ops.Activation;
import dev.inkstone.optim.Sgd;

/**
 * A multilayer perceptron: the 784 pixels in a row, two hidden layers, no notion of what lies beside what. Its tutorial reaches
 * 98 % after 400 epochs of plain gradient descent.
 */
final class Mlp {
    private Mlp() {}

    static Recipe recipe() {
        return Recipe.of("mlp", flatten(), layer(784, 300, RELU), layer(300, 100, RELU), layer(100, 10, LINEAR))
                .optimizer(Sgd::withLearningRate, 0.01)
                .batch(50)
                .epochs(40)
                .build();
    }

    /** Weights from a normal distribution of deviation 2/√inputs, cut off at two deviations. */
    private static Dense layer(int inputs, int units, Activation activation) {
        return dense(units).activation(activation).kernelInitializer(new TruncatedNormal(2 / Math.sqrt(inputs)));
    }
}

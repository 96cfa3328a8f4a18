package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.ops.Activation.SIGMOID;

import dev.inkstone.layers.init.VarianceScaling;
import dev.inkstone.layers.init.VarianceScaling.Distribution;
import dev.inkstone.layers.init.VarianceScaling.Fan;
import dev.inkstone.optim.Sgd;

/**
 * A tutorial's reading of LeNet-5 (LeCun et al., 1998): average pooling, sigmoids, plain gradient descent. It learns slowly: its
 * tutorial has 95 % after 5 epochs and 98 % after 100. How the weights start is left open there;
 * here it was chosen by validation.
 */
final class LeNet {
    private LeNet() {}

    static Recipe recipe() {
        return Recipe.of(
                        "lenet",
                        conv2d(6, 5).kernelInitializer(weights(4)),
                        averagePool2d(2),
                        activation(SIGMOID),
                        conv2d(16, 5).kernelInitializer(weights(1)),
                        averagePool2d(2),
                        conv2d(120, 5).kernelInitializer(weights(1)),
                        flatten(),
                        dense(84).activation(SIGMOID).kernelInitializer(weights(4)),
                        dense(10).kernelInitializer(weights(1)))
                .optimizer(Sgd::withLearningRate, 0.1)
                .batch(64)
                .epochs(30)
                .build();
    }

    /** Deviation {@code gain}/√inputs: 1 as in LeCun et al. (1998), 4 before a sigmoid, whose slope at 0 is a quarter. */
    private static VarianceScaling weights(double gain) {
        return new VarianceScaling(gain * gain, Fan.IN, Distribution.UNIFORM);
    }
}

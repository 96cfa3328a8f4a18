package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.optim.Adam;

/**
 * Two convolutions with 5 × 5 kernels, each followed by pooling. It learns with small steps, and stops when 1,000 of them have
 * not made the validation accuracy better; the best weights are kept.
 */
final class Conv5 {
    private Conv5() {}

    static Recipe recipe() {
        return Recipe.of(
                        "conv5",
                        conv2d(16, 5).activation(RELU),
                        maxPool2d(2),
                        conv2d(36, 5).activation(RELU),
                        maxPool2d(2),
                        flatten(),
                        dense(128).activation(RELU),
                        dense(10))
                .optimizer(Adam::withLearningRate, 1e-4)
                .batch(64)
                .epochs(30)
                .validateEverySteps(100)
                .patienceSteps(1000)
                .restoreBest()
                .build();
    }
}

package dev.inkstone.mnist;

import static dev.inkstone.data.augment.Augmentations.affine;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.cropping2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Padding.VALID;

import dev.inkstone.layers.BatchNorm;
import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Schedules;
import dev.inkstone.optim.Sgd;

/**
 * One small network that never sees an image twice, for each is turned, shifted, scaled and bent anew in each epoch (Simard,
 * Steinkraus and Platt, <em>Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis</em>, 2003).
 * Leaving out the border, where the originals have 0.2 % of their ink, convolutions that shrink, and batch norm after pooling
 * make an epoch cheap, which buys many.
 */
final class Best {
    private Best() {}

    static Recipe recipe() {
        return Recipe.of(
                        "best",
                        cropping2d(2),
                        conv2d(16, 3).padding(VALID).bias(false),
                        norm(),
                        conv2d(32, 3).padding(VALID).bias(false),
                        maxPool2d(2),
                        norm(),
                        conv2d(64, 3).padding(VALID).bias(false),
                        norm(),
                        conv2d(64, 3).padding(VALID).bias(false),
                        maxPool2d(2),
                        norm(),
                        conv2d(128, 3).bias(false),
                        norm(),
                        flatten(),
                        dense(10))
                .augmentation(
                        affine().rotate(12).shift(0.07, 0.07).scale(0.9, 1.1).elastic(38, 6))
                .optimizer(Best::sgd, 0.1)
                .decay(Schedules::oneCycle)
                .epochs(30)
                .build();
    }

    private static Sgd sgd(Schedule rate) {
        return Sgd.withLearningRate(rate).momentum(0.9).nesterov().weightDecay(5e-4);
    }

    private static BatchNorm norm() {
        return batchNorm().momentum(0.9).activation(RELU);
    }
}

package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.depthwiseConv2d;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.TANH;
import static dev.inkstone.ops.Padding.VALID;
import static dev.inkstone.ops.Padding.explicit;

import dev.inkstone.layers.Sequential;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Schedules;
import dev.inkstone.optim.Sgd;

/**
 * LeNet-5 as in LeCun, Bottou, Bengio and Haffner, <em>Gradient-Based Learning Applied to Document Recognition</em> (1998): an
 * image of 32 × 32 pixels, convolutions without padding, and sub-sampling, which is a mean with a coefficient and a bias that are
 * learnt. Otherwise than in 1998, C3 sees all six maps of S2 (a table left some out, to save work), tanh is not scaled, and the
 * output is a softmax, not a distance to drawn digits.
 */
final class LeNet5 {
    private LeNet5() {}

    static Recipe recipe() {
        return Recipe.of(
                        "lenet-5",
                        conv2d(6, 5).padding(explicit(2)).activation(TANH).named("C1"), // 28 × 28 in a frame: 32 × 32
                        subsample("S2"),
                        conv2d(16, 5).padding(VALID).activation(TANH).named("C3"),
                        subsample("S4"),
                        conv2d(120, 5).padding(VALID).activation(TANH).named("C5"), // leaves one pixel
                        flatten(),
                        dense(84).activation(TANH).named("F6"),
                        dense(10))
                .optimizer(schedule -> Sgd.withLearningRate(schedule).momentum(0.9), 0.02)
                .decay(Schedules::cosine)
                .batch(64)
                .epochs(20)
                .build();
    }

    /** The mean of four pixels, times a coefficient, plus a bias, through tanh. */
    private static Sequential subsample(String name) {
        return sequential(
                averagePool2d(2),
                depthwiseConv2d(1)
                        .kernelInitializer(Initializers.ones())
                        .activation(TANH)
                        .named(name));
    }
}

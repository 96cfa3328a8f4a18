package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.reshape;
import static dev.inkstone.losses.Losses.binaryCrossEntropy;
import static dev.inkstone.losses.Losses.meanSquaredError;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SIGMOID;
import static dev.inkstone.ops.Activation.TANH;
import static dev.inkstone.training.doctor.Examples.clusters;
import static dev.inkstone.training.doctor.Examples.images;
import static dev.inkstone.training.doctor.Examples.regression;
import static dev.inkstone.training.doctor.Examples.shuffledLabels;
import static dev.inkstone.training.doctor.Symptom.DIVERGENCE;
import static dev.inkstone.training.doctor.Symptom.SINGLE_EXAMPLE_NORM;
import static dev.inkstone.training.doctor.Symptom.STUCK_LOSS;
import static dev.inkstone.training.doctor.Symptom.VALIDATION_OVERLAP;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Sgd;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses that do not fall as they should, and data that cannot be trusted: one mistake each. */
@Tag("once")
class SickLossesTest {
    private static final float UNIT = 1 / 255f;

    static Stream<Mistake> losses() {
        Dataset points = clusters(300, 8, 4, 1, 1);
        Dataset grey = images(200, 10, 1, 10, UNIT, 1);
        return Stream.of(
                new Mistake(
                        STUCK_LOSS,
                        "loss",
                        "(ln 4 is 1.3863)",
                        Run.of(
                                "labels of others",
                                shuffledLabels(clusters(4000, 8, 4, 1, 1), 4, 2),
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(0.01),
                                32,
                                1100,
                                dense(8).activation(RELU),
                                dense(4))),
                new Mistake(
                        STUCK_LOSS,
                        "loss",
                        "(ln 3 is 1.0986)",
                        Run.of(
                                "labels of others in batches of 500",
                                shuffledLabels(clusters(5000, 8, 3, 1, 1), 3, 2),
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(0.1),
                                500,
                                513,
                                dense(8).activation(RELU),
                                dense(3))),
                new Mistake(
                        STUCK_LOSS,
                        "dense3",
                        "nearly the same for all examples",
                        Run.of(
                                "vanishing gradients",
                                grey,
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(0.01),
                                20,
                                1100,
                                flatten(),
                                dense(8).activation(SIGMOID),
                                dense(8).activation(SIGMOID),
                                dense(8).activation(SIGMOID),
                                dense(8).activation(SIGMOID),
                                dense(8).activation(SIGMOID),
                                dense(10))),
                new Mistake(
                        STUCK_LOSS,
                        "loss",
                        "(ln 2 is 0.6931)",
                        Run.of(
                                "hardly a step",
                                clusters(2000, 8, 2, 1, 1),
                                binaryCrossEntropy(),
                                AdamW.withLearningRate(1e-9),
                                8,
                                1100,
                                dense(8).activation(TANH),
                                dense(1).kernelInitializer(Initializers.normal(0.01)))),
                new Mistake(
                        DIVERGENCE,
                        "dense1",
                        "the loss has risen from",
                        Run.of(
                                "a regression",
                                regression(300, 4, 1, 2),
                                meanSquaredError(),
                                Sgd.withLearningRate(1),
                                32,
                                200,
                                dense(1))),
                new Mistake(
                        DIVERGENCE,
                        "dense2",
                        "divide the learning rate of 5 by 10",
                        Run.of(
                                "a classifier",
                                points,
                                softmaxCrossEntropy(),
                                Adam.withLearningRate(5),
                                32,
                                200,
                                dense(32).activation(RELU),
                                dense(32).activation(RELU),
                                dense(4))),
                new Mistake(
                        DIVERGENCE,
                        "dense1",
                        "norm of the weights",
                        Run.of(
                                "a convolution",
                                grey,
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(3).momentum(0.9),
                                32,
                                200,
                                conv2d(8, 3),
                                flatten(),
                                dense(10))),
                new Mistake(
                        DIVERGENCE,
                        "dense1",
                        "norm of the weights",
                        Run.of(
                                "one by one",
                                regression(300, 4, 1, 2),
                                meanSquaredError(),
                                Sgd.withLearningRate(0.3),
                                1,
                                300,
                                dense(8).activation(RELU),
                                dense(1))),
                new Mistake(
                        DIVERGENCE,
                        "dense2",
                        "norm of the weights",
                        Run.of(
                                "an autoencoder",
                                grey.targetsFromInputs(),
                                meanSquaredError(),
                                Sgd.withLearningRate(100),
                                32,
                                100,
                                flatten(),
                                dense(16),
                                dense(100),
                                reshape(10, 10, 1))));
    }

    static Stream<Mistake> data() {
        Dataset points = clusters(301, 8, 4, 1, 1);
        Dataset grey = images(400, 10, 1, 10, UNIT, 1);
        return Stream.of(
                new Mistake(
                        VALIDATION_OVERLAP,
                        "validation data",
                        "301 of 301",
                        Run.of("the same data", points, softmaxCrossEntropy(), adam(), 32, 10, dense(4))
                                .validatedOn(points)),
                new Mistake(
                        VALIDATION_OVERLAP,
                        "validation data",
                        "50 of 100",
                        Run.of(
                                        "half of them",
                                        grey.take(350),
                                        softmaxCrossEntropy(),
                                        adam(),
                                        32,
                                        11,
                                        flatten(),
                                        dense(10))
                                .validatedOn(grey.range(300, 400))),
                new Mistake(
                        VALIDATION_OVERLAP,
                        "validation data",
                        "(a sample of 20000)",
                        Run.of(
                                        "many of many",
                                        clusters(40_000, 3, 2, 1, 1),
                                        softmaxCrossEntropy(),
                                        adam(),
                                        4000,
                                        10,
                                        dense(2))
                                .validatedOn(clusters(40_000, 3, 2, 1, 1).range(10_000, 30_000))),
                new Mistake(
                        SINGLE_EXAMPLE_NORM,
                        "bn1",
                        "each batch of 1 has a single example",
                        Run.of(
                                "one by one",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                1,
                                2,
                                dense(8),
                                batchNorm(),
                                dense(4))),
                new Mistake(
                        SINGLE_EXAMPLE_NORM,
                        "norm",
                        "the last batch of an epoch, 1 of 301",
                        Run.of(
                                "the last batch",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                50,
                                2,
                                dense(8),
                                batchNorm().named("norm"),
                                dense(4))),
                new Mistake(
                        SINGLE_EXAMPLE_NORM,
                        "bn1",
                        "each batch of 4 in 4 shards",
                        Run.of(
                                        "shards",
                                        grey,
                                        softmaxCrossEntropy(),
                                        adam(),
                                        4,
                                        2,
                                        conv2d(4, 3),
                                        batchNorm(),
                                        flatten(),
                                        dense(10))
                                .with(b -> b.shards(4))));
    }

    @ParameterizedTest
    @MethodSource({"losses", "data"})
    void areRecognised(Mistake mistake) {
        mistake.assertRecognised();
    }

    private static Adam adam() {
        return Adam.withLearningRate(1e-3);
    }
}

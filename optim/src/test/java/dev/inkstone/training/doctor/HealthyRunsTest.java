package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.depthwiseConv2d;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.embedding;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.layerNorm;
import static dev.inkstone.layers.Layers.logSoftmax;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.rescale;
import static dev.inkstone.layers.Layers.reshape;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.losses.Losses.binaryCrossEntropy;
import static dev.inkstone.losses.Losses.hinge;
import static dev.inkstone.losses.Losses.huber;
import static dev.inkstone.losses.Losses.meanAbsoluteError;
import static dev.inkstone.losses.Losses.meanSquaredError;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.GELU;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SELU;
import static dev.inkstone.ops.Activation.SIGMOID;
import static dev.inkstone.ops.Activation.TANH;
import static dev.inkstone.training.doctor.Examples.clusters;
import static dev.inkstone.training.doctor.Examples.images;
import static dev.inkstone.training.doctor.Examples.regression;
import static dev.inkstone.training.doctor.Examples.tokens;
import static dev.inkstone.training.doctor.Examples.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Standardizer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Lion;
import dev.inkstone.optim.RmsProp;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor says nothing where nothing is wrong. */
@Tag("once")
class HealthyRunsTest {
    private static final float UNIT = 1 / 255f;

    static Stream<Run> runs() {
        Dataset grey = images(600, 10, 1, 10, UNIT, 1);
        Dataset colour = images(400, 8, 3, 10, UNIT, 2);
        Dataset bytes = images(400, 8, 1, 4, 1f, 3);
        Dataset points = clusters(600, 12, 5, 1, 4);
        Dataset two = clusters(500, 6, 2, 1, 5);
        Dataset hundred = clusters(2000, 30, 100, 1, 6);
        Dataset raw = clusters(500, 6, 3, 1e5, 7);
        Dataset numbers = regression(500, 8, 1, 8);
        return Stream.of(
                Run.of(
                                "cnn",
                                grey,
                                softmaxCrossEntropy(),
                                adam(),
                                50,
                                300,
                                conv2d(8, 3).activation(RELU),
                                conv2d(16, 3).stride(2).activation(RELU),
                                maxPool2d(2),
                                flatten(),
                                dense(16).activation(RELU),
                                dense(10))
                        .validatedOn(images(200, 10, 1, 10, UNIT, 11)),
                Run.of(
                        "cnn with large steps",
                        grey,
                        softmaxCrossEntropy(),
                        Adam.withLearningRate(0.01),
                        100,
                        300,
                        conv2d(8, 3).activation(RELU),
                        flatten(),
                        dense(32).activation(RELU),
                        dense(10)),
                Run.of(
                        "batch norm on the logits, dropout",
                        grey,
                        softmaxCrossEntropy(),
                        Adam.withLearningRate(0.01),
                        50,
                        300,
                        conv2d(8, 3),
                        batchNorm().momentum(0.9).activation(SELU),
                        maxPool2d(2),
                        dropout(0.25),
                        flatten(),
                        dense(16),
                        batchNorm().momentum(0.9).activation(SELU),
                        dropout(0.5),
                        dense(10),
                        batchNorm().momentum(0.9)),
                Run.of(
                        "sigmoids and plain gradient descent",
                        grey,
                        softmaxCrossEntropy(),
                        Sgd.withLearningRate(0.5),
                        64,
                        1100,
                        conv2d(6, 5),
                        averagePool2d(2),
                        activation(SIGMOID),
                        conv2d(16, 5),
                        flatten(),
                        dense(40).activation(SIGMOID),
                        dense(10)),
                Run.of(
                        "three channels",
                        colour,
                        softmaxCrossEntropy(),
                        Sgd.withLearningRate(0.05).momentum(0.9),
                        32,
                        300,
                        conv2d(8, 3).activation(RELU),
                        residual(conv2d(8, 3).activation(RELU), conv2d(8, 3)),
                        globalAveragePool2d(),
                        dense(10)),
                Run.of(
                        "bytes behind rescale",
                        bytes,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        rescale(UNIT),
                        conv2d(8, 3).activation(RELU),
                        flatten(),
                        dense(4)),
                Run.of(
                        "bytes behind batch norm",
                        bytes,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        batchNorm().momentum(0.9),
                        conv2d(8, 3).activation(RELU),
                        flatten(),
                        dense(4)),
                Run.of(
                        "raw features behind their standardizer",
                        raw,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        Standardizer.fit(raw).layer(),
                        dense(16).activation(RELU),
                        dense(3)),
                Run.of(
                                "standardised features",
                                points,
                                softmaxCrossEntropy(),
                                RmsProp.withLearningRate(1e-3),
                                32,
                                600,
                                dense(32).activation(RELU),
                                dense(5))
                        .validatedOn(clusters(100, 12, 5, 1, 14)),
                Run.of(
                        "batches of one",
                        points,
                        softmaxCrossEntropy(),
                        Sgd.withLearningRate(0.01),
                        1,
                        600,
                        dense(32).activation(TANH),
                        dense(5)),
                Run.of(
                        "whole data in a batch",
                        points,
                        softmaxCrossEntropy(),
                        Adam.withLearningRate(0.02),
                        600,
                        100,
                        dense(32).activation(GELU),
                        layerNorm(),
                        dense(5)),
                Run.of(
                        "softmax regression from zeros",
                        points,
                        softmaxCrossEntropy(),
                        Sgd.withLearningRate(0.1),
                        32,
                        300,
                        dense(5).kernelInitializer(Initializers.zeros())),
                Run.of(
                        "last weights from zeros",
                        points,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        300,
                        dense(16).activation(RELU),
                        dense(5).kernelInitializer(Initializers.zeros())),
                Run.of(
                        "log softmax, which changes nothing",
                        points,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        dense(16).activation(RELU),
                        dense(5),
                        logSoftmax()),
                Run.of(
                        "two classes",
                        two,
                        softmaxCrossEntropy(),
                        AdamW.withLearningRate(1e-3),
                        16,
                        600,
                        dense(16).activation(RELU),
                        dense(2)),
                Run.of(
                        "yes or no",
                        two,
                        binaryCrossEntropy(),
                        adam(),
                        16,
                        600,
                        dense(16).activation(RELU),
                        dense(1)),
                Run.of("hinge", two, hinge(), adam(), 16, 200, dense(16).activation(RELU), dense(1)),
                Run.of(
                        "one-hot targets",
                        points.oneHot(5),
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        600,
                        dense(16).activation(RELU),
                        dense(5)),
                Run.of(
                        "a hundred classes",
                        hundred,
                        softmaxCrossEntropy(),
                        adam(),
                        50,
                        600,
                        dense(64).activation(RELU),
                        dense(100)),
                Run.of(
                        "nine of ten are of one class",
                        two.concat(two.filter(i -> two.label(i) == 0).repeat(4)),
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        600,
                        dense(16).activation(RELU),
                        dense(2)),
                Run.of(
                        "words",
                        words(600, 200, 4, 9),
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        600,
                        dense(16).activation(RELU),
                        dense(4)),
                Run.of(
                        "tokens",
                        tokens(600, 8, 300, 3, 10),
                        softmaxCrossEntropy(),
                        Adam.withLearningRate(0.01),
                        32,
                        600,
                        embedding(300, 8),
                        flatten(),
                        dense(16).activation(RELU),
                        dense(3)),
                Run.of(
                        "regression",
                        numbers,
                        meanSquaredError(),
                        adam(),
                        32,
                        600,
                        dense(16).activation(RELU),
                        dense(1)),
                Run.of(
                        "regression in batches of one",
                        numbers,
                        meanSquaredError(),
                        Sgd.withLearningRate(0.005),
                        1,
                        600,
                        dense(16).activation(RELU),
                        dense(1)),
                Run.of(
                        "regression of large numbers",
                        regression(500, 8, 1000, 8),
                        huber(),
                        Adam.withLearningRate(0.01),
                        32,
                        300,
                        dense(16).activation(RELU),
                        dense(1)),
                Run.of(
                        "median regression",
                        numbers,
                        meanAbsoluteError(),
                        Lion.withLearningRate(1e-3),
                        32,
                        300,
                        dense(16).activation(TANH),
                        dense(1)),
                Run.of(
                        "autoencoder",
                        grey.targetsFromInputs(),
                        meanSquaredError(),
                        adam(),
                        32,
                        200,
                        flatten(),
                        dense(16).activation(RELU),
                        dense(100).activation(SIGMOID),
                        reshape(10, 10, 1)),
                Run.of(
                        "autoencoder with logits",
                        grey.targetsFromInputs(),
                        binaryCrossEntropy(),
                        adam(),
                        32,
                        600,
                        flatten(),
                        dense(16).activation(RELU),
                        dense(100),
                        reshape(10, 10, 1)),
                Run.of(
                        "penalties and a smoothed loss",
                        points,
                        softmaxCrossEntropy().labelSmoothing(0.1),
                        adam(),
                        32,
                        600,
                        dense(32).activation(RELU).regularized(1e-4, 1e-3),
                        dense(5)),
                Run.of(
                        "depthwise",
                        colour,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        depthwiseConv2d(3).activation(RELU),
                        conv2d(16, 1).activation(RELU),
                        globalAveragePool2d(),
                        dense(10)),
                Run.of(
                        "a body that starts as zero",
                        colour,
                        softmaxCrossEntropy(),
                        adam(),
                        32,
                        200,
                        conv2d(8, 3).activation(RELU),
                        residual(conv2d(8, 3).activation(RELU), conv2d(8, 3).kernelInitializer(Initializers.zeros())),
                        flatten(),
                        dense(10)),
                Run.of(
                                "shards of accumulated batches",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                30,
                                200,
                                dense(16),
                                batchNorm().activation(RELU),
                                dense(5))
                        .with(b -> b.shards(3).accumulate(2)),
                Run.of(
                        "pixels standardised one by one",
                        standardised(images(300, 8, 1, 4, UNIT, 12)),
                        softmaxCrossEntropy(),
                        adam(),
                        4,
                        200,
                        dense(16).activation(RELU),
                        dense(4)));
    }

    private static Adam adam() {
        return Adam.withLearningRate(1e-3);
    }

    /** With a pixel that is bright once only: its deviation is tiny. */
    private static Dataset standardised(Dataset images) {
        Dataset odd = images.map(0, Shape.of(64), (values, random) -> {
            values[0] = values[1] > 0.23 && values[2] > 0.22 ? 1 : 0;
            return values;
        });
        return Standardizer.fit(odd).apply(odd);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void areLeftInPeace(Run run) {
        assertThat(run.fit().diagnoses()).isEmpty();
    }
}

package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.rescale;
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
import static dev.inkstone.training.doctor.Symptom.DEAD_RELU;
import static dev.inkstone.training.doctor.Symptom.EQUAL_WEIGHTS;
import static dev.inkstone.training.doctor.Symptom.INPUT_SCALE;
import static dev.inkstone.training.doctor.Symptom.PROBABILITIES_AS_LOGITS;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.RmsProp;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake each, on data, networks and optimizers of many kinds. */
@Tag("once")
class SickRunsTest {
    private static final float UNIT = 1 / 255f;

    /** Lets nothing positive through a ReLU behind another one. */
    private static final Initializer NEGATIVE = (weights, random) -> {
        for (int i = 0; i < weights.size(); i++) {
            weights.array()[weights.offset() + i] = -0.5f - random.uniform(i);
        }
    };

    static Stream<Mistake> scales() {
        Dataset grey = images(200, 10, 1, 10, 1f, 1);
        return Stream.of(
                new Mistake(
                        INPUT_SCALE,
                        "conv1",
                        "from 0 to 25",
                        Run.of(
                                "pixels",
                                grey,
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                conv2d(4, 3).activation(RELU),
                                flatten(),
                                dense(10))),
                new Mistake(
                        INPUT_SCALE,
                        "dense1",
                        "whole numbers as pixels",
                        Run.of(
                                "flattened pixels one by one",
                                grey,
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(1e-5),
                                1,
                                3,
                                flatten(),
                                dense(8),
                                dense(10))),
                new Mistake(
                        INPUT_SCALE,
                        "conv1",
                        "rescale(1 / 255f)",
                        Run.of(
                                "colours",
                                images(200, 8, 3, 5, 1f, 2),
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                maxPool2d(2),
                                conv2d(4, 3),
                                flatten(),
                                dense(5))),
                new Mistake(
                        INPUT_SCALE,
                        "conv1",
                        "channel 0",
                        Run.of(
                                "pixels around 0",
                                images(200, 8, 3, 5, 1f, 2).map((v, r) -> minus(v, 100.5f)),
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                conv2d(4, 3),
                                flatten(),
                                dense(5))),
                new Mistake(
                        INPUT_SCALE,
                        "conv1",
                        "0.0039",
                        Run.of(
                                "scaled twice",
                                images(200, 10, 1, 10, UNIT, 1),
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                rescale(UNIT),
                                conv2d(4, 3),
                                flatten(),
                                dense(10))),
                new Mistake(
                        INPUT_SCALE,
                        "dense1",
                        "feature 0",
                        Run.of(
                                "raw features",
                                clusters(100, 5, 3, 1e5, 3),
                                softmaxCrossEntropy(),
                                adam(),
                                20,
                                3,
                                dense(8).activation(TANH),
                                dense(3))),
                new Mistake(
                        INPUT_SCALE,
                        "dense1",
                        "feature 2",
                        Run.of(
                                "one raw feature of a regression",
                                regression(100, 5, 1, 3).map((v, r) -> income(v)),
                                meanSquaredError(),
                                adam(),
                                20,
                                3,
                                dense(8).activation(TANH),
                                dense(1))),
                new Mistake(
                        INPUT_SCALE,
                        "dense1",
                        "all values of its input are 0",
                        Run.of(
                                "nothing",
                                Datasets.of(new float[100 * 4], Shape.of(4), new int[100]),
                                softmaxCrossEntropy(),
                                adam(),
                                20,
                                3,
                                dense(8),
                                dense(2))));
    }

    static Stream<Mistake> logits() {
        Dataset points = clusters(300, 8, 4, 1, 1);
        Dataset two = clusters(300, 8, 2, 1, 1);
        String softmax = "sum to 1 in each row";
        return Stream.of(
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "my_softmax1",
                        softmax,
                        Run.of(
                                "own softmax",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                dense(8).activation(RELU),
                                dense(4),
                                new HandMade.OwnSoftmax())),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "my_softmax1",
                        softmax,
                        Run.of(
                                "own softmax on pixels",
                                images(200, 10, 1, 10, 1f, 1),
                                softmaxCrossEntropy().labelSmoothing(0.1),
                                Sgd.withLearningRate(1e-5),
                                10,
                                3,
                                rescale(0.05),
                                conv2d(4, 3),
                                flatten(),
                                dense(10),
                                new HandMade.OwnSoftmax())),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "out",
                        softmax,
                        Run.of(
                                "own softmax of two classes, one by one",
                                two,
                                softmaxCrossEntropy(),
                                adam(),
                                1,
                                3,
                                dense(2),
                                new HandMade.OwnSoftmax().named("out"),
                                reshape(2))),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "my_sigmoid1",
                        "are never outside of 0 to 1 whatever the weights are",
                        Run.of(
                                "own sigmoid",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                dense(8).activation(RELU),
                                dense(4),
                                new HandMade.OwnSigmoid())),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "my_sigmoid1",
                        "are never outside of 0 to 1 whatever the weights are",
                        Run.of(
                                "own sigmoid, yes or no",
                                two,
                                binaryCrossEntropy(),
                                adam(),
                                32,
                                3,
                                dense(8).activation(RELU),
                                dense(1),
                                new HandMade.OwnSigmoid())),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "dense2",
                        "never negative",
                        Run.of(
                                "a ReLU on the logits",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                dense(8).activation(RELU),
                                dense(4).activation(RELU))),
                new Mistake(
                        PROBABILITIES_AS_LOGITS,
                        "my_softmax1",
                        softmax,
                        Run.of(
                                "a loss in disguise",
                                points,
                                (prediction, targets) -> softmaxCrossEntropy().of(prediction, targets),
                                adam(),
                                32,
                                3,
                                dense(8).activation(RELU),
                                dense(4),
                                new HandMade.OwnSoftmax())));
    }

    static Stream<Mistake> weights() {
        Dataset points = clusters(300, 8, 4, 1, 1);
        Dataset grey = images(200, 10, 1, 10, UNIT, 1);
        return Stream.of(
                new Mistake(
                        EQUAL_WEIGHTS,
                        "dense1",
                        "all 128 weights start as 0",
                        Run.of(
                                "zeros",
                                points,
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                3,
                                dense(16).activation(RELU).kernelInitializer(Initializers.zeros()),
                                dense(4))),
                new Mistake(
                        EQUAL_WEIGHTS,
                        "conv2",
                        "all 6 units start with the same weights, 0.05 ",
                        Run.of(
                                "a constant",
                                grey,
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(0.1),
                                32,
                                3,
                                conv2d(4, 3).activation(RELU),
                                conv2d(6, 3).kernelInitializer(Initializers.constant(0.05)),
                                flatten(),
                                dense(10))),
                new Mistake(
                        EQUAL_WEIGHTS,
                        "dense2",
                        "start as 0",
                        Run.of(
                                "zeros in a regression",
                                regression(200, 4, 1, 2),
                                meanSquaredError(),
                                RmsProp.withLearningRate(0.01),
                                32,
                                3,
                                dense(8).activation(TANH),
                                dense(8).activation(TANH).kernelInitializer(Initializers.zeros()),
                                dense(1))),
                new Mistake(
                        DEAD_RELU,
                        "dense1",
                        "of 16 units are 0 for all of 64 examples",
                        Run.of(
                                "negative biases",
                                points.map((v, r) -> minus(v, 1000)),
                                softmaxCrossEntropy(),
                                adam(),
                                32,
                                40,
                                dense(16).activation(RELU).kernelInitializer(Initializers.ones()),
                                dense(4))),
                new Mistake(
                        DEAD_RELU,
                        "dense2",
                        "16 of 16 units are 0",
                        Run.of(
                                "a learning rate that kills",
                                points,
                                softmaxCrossEntropy(),
                                Sgd.withLearningRate(2),
                                32,
                                200,
                                dense(16).activation(RELU),
                                dense(16).activation(RELU),
                                dense(4))),
                new Mistake(
                        DEAD_RELU,
                        "dense2",
                        "1 of 1 units are 0",
                        Run.of(
                                "a ReLU where numbers are negative, one by one",
                                regression(200, 4, 1, 2),
                                meanSquaredError(),
                                Sgd.withLearningRate(0.01),
                                1,
                                100,
                                dense(8).activation(SIGMOID),
                                dense(1).activation(RELU).kernelInitializer(NEGATIVE))),
                new Mistake(
                        DEAD_RELU,
                        "conv2",
                        "of 8 units",
                        Run.of(
                                "dead channels",
                                grey,
                                softmaxCrossEntropy(),
                                adam(),
                                8,
                                40,
                                conv2d(4, 3).activation(RELU),
                                conv2d(8, 3).activation(RELU).kernelInitializer(NEGATIVE),
                                flatten(),
                                dense(10))));
    }

    @ParameterizedTest
    @MethodSource({"scales", "logits", "weights"})
    void areRecognised(Mistake mistake) {
        mistake.assertRecognised();
    }

    private static Adam adam() {
        return Adam.withLearningRate(1e-3);
    }

    private static float[] minus(float[] values, float what) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= what;
        }
        return values;
    }

    private static float[] income(float[] values) {
        values[2] = 40_000 + 10_000 * values[2];
        return values;
    }
}

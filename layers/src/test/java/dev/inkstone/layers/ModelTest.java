package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.rescale;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.layers.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Sigmoid;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ModelTest {
    private final Model model = Model.build(
            Shape.of(9, 9, 1),
            42,
            rescale(0.5, 0.1),
            conv2d(3, 3).activation(Activation.RELU),
            batchNorm(),
            maxPool2d(2),
            flatten(),
            dropout(0.5),
            dense(4).activation(Activation.SELU),
            dense(3),
            softmax());

    @Test
    void layersAndParametersAreNamedByKindAndCount() {
        assertThat(model.layers())
                .extracting(LayerInfo::path)
                .containsExactly(
                        "rescale1", "conv1", "bn1", "pool1", "flatten1", "dropout1", "dense1", "dense2", "softmax1");
        assertThat(model.parameters().list())
                .extracting(Parameter::name)
                .containsExactly(
                        "conv1/kernel",
                        "conv1/bias",
                        "bn1/gamma",
                        "bn1/beta",
                        "dense1/kernel",
                        "dense1/bias",
                        "dense2/kernel",
                        "dense2/bias");
        assertThat(model.parameter("conv1/kernel").shape()).isEqualTo(Shape.of(3, 3, 1, 3));
        assertThat(model.outputShape()).isEqualTo(Shape.of(3));
    }

    @Test
    void givenNamesReplaceAutomaticOnes() {
        Model named = Model.build(
                Shape.of(4),
                1,
                sequential(dense(3), dense(3).named("out")).named("head"),
                dense(2),
                dense(1).named("last"));
        assertThat(named.parameters().list())
                .extracting(Parameter::name)
                .containsExactly(
                        "head/dense1/kernel",
                        "head/dense1/bias",
                        "head/out/kernel",
                        "head/out/bias",
                        "dense1/kernel",
                        "dense1/bias",
                        "last/kernel",
                        "last/bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named.parameter("head/kernel"))
                .withMessageContaining("parameter 'head/kernel': unknown, expected one of [head/dense1/kernel,");
    }

    @Test
    void automaticNamesPassByGivenOnes() {
        Model model = Model.build(Shape.of(4), 1, dense(4).named("dense1"), dense(4), dense(4));
        assertThat(model.layers()).extracting(LayerInfo::path).containsExactly("dense1", "dense2", "dense3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.build(Shape.of(4), 1, dense(4), dense(4).named("dense1")))
                .withMessageStartingWith("layer 'dense1': is the automatic name of an earlier layer, expected");
    }

    @Test
    void theSummaryShowsLayersShapesAndCounts() {
        Model small = Model.build(
                Shape.of(28, 28, 1), 1, sequential(conv2d(16, 3), batchNorm()).named("block"), flatten(), dense(100));
        assertThat(small.summary().lines())
                .containsExactly(
                        "layer     kind        output        parameters",
                        "input                 [28, 28, 1]",
                        "block     Sequential  [28, 28, 16]         192",
                        "  conv1   Conv2d      [28, 28, 16]         160",
                        "  bn1     BatchNorm   [28, 28, 16]          32",
                        "flatten1  Flatten     [12544]                0",
                        "dense1    Dense       [100]          1,254,500",
                        "1,254,692 trainable parameters, 32 other values");
        small.freeze(path -> path.startsWith("block/"));
        assertThat(small.summary().lines())
                .endsWith("1,254,500 of 1,254,692 parameters trainable, the others are frozen, 32 other values");
        small.unfreeze(path -> true);
        assertThat(small.summary()).contains("1,254,692 trainable parameters,");
    }

    @Test
    void freezingNothingIsAMistake() {
        Model small = Model.build(Shape.of(2), 1, dense(2), batchNorm());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> small.freeze(path -> path.startsWith("dense2/")))
                .withMessage(
                        "freeze: accepts no parameter or state of the model, expected one at least; they are called"
                                + " [dense1/kernel, dense1/bias, bn1/gamma, bn1/beta] and [bn1/running_mean, bn1/running_variance]");
        assertThat(small.freeze("bn1/running_mean"::equals)).isEmpty();
        assertThat(small.unfreeze(path -> false)).isEmpty();
    }

    @Test
    void probabilitiesOfClassesAndOfYesOrNo() {
        float[] values = new float[2 * 250];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 17 - 8;
        }
        Tensor inputs = Tensor.of(Shape.of(250, 2), values);
        Model classes = Model.build(Shape.of(2), 1, dense(3));
        Model binary = Model.build(Shape.of(2), 1, dense(1));
        try (Tape tape = Tape.inference()) {
            assertThat(classes.predictProbabilities(inputs).toArray())
                    .containsExactly(dev.inkstone.ops.Softmax.softmax(tape, classes.predict(inputs))
                            .toArray());
            assertThat(binary.predictProbabilities(inputs).toArray())
                    .containsExactly(
                            Sigmoid.sigmoid(tape, binary.predict(inputs)).toArray());
        }
        assertThat(binary.predictProbabilities(inputs).shape()).isEqualTo(Shape.of(250, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> model.predictProbabilities(Tensor.zeros(Shape.of(1, 9, 9, 1))))
                .withMessage(
                        "model: the output is that of a softmax 'softmax1' already, expected logits; call predict, which gives"
                                + " the probabilities");
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        assertThat(mlp(42, 1).parameters().values())
                .isEqualTo(mlp(42, 1).parameters().values());
        assertThat(mlp(42, 1).parameters().values())
                .isNotEqualTo(mlp(43, 1).parameters().values());
    }

    @Test
    void aLayerMoreDoesNotChangeTheWeightsOfNamedLayers() {
        Model deeper = mlp(42, 3);
        for (String name : List.of("in/kernel", "out/kernel")) {
            assertThat(deeper.parameter(name).value().toArray())
                    .isEqualTo(mlp(42, 1).parameter(name).value().toArray());
        }
    }

    @Test
    void predictEqualsForwardForAnyNumberOfExamples() {
        for (int examples : new int[] {0, 1, 99, 100, 101, 257}) {
            Tensor inputs = random(examples);
            Tensor predicted = model.predict(inputs);
            assertThat(predicted.shape()).isEqualTo(Shape.of(examples, 3));
            if (examples > 0) {
                try (Tape tape = Tape.inference()) {
                    assertThat(predicted.toArray())
                            .isEqualTo(model.forward(inputs, tape).toArray());
                }
            }
        }
    }

    @Test
    void predictIsSafeFromFourThreadsAtOnce() throws Exception {
        Tensor inputs = random(230);
        float[] expected = model.predict(inputs).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> model.predict(inputs).toArray()));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void trainingDropsAndInferenceDoesNot() {
        Model dropping = Model.build(Shape.of(1000), 1, dropout(0.25));
        Tensor ones = Tensor.zeros(Shape.of(1, 1000));
        java.util.Arrays.fill(ones.array(), 1f);
        try (Tape tape = Tape.record(Position.START)) {
            float[] y = dropping.forward(tape.watch(ones), tape).toArray();
            assertThat(y).containsOnly(0f, 1f / 0.75f);
        }
        assertThat(dropping.predict(ones).toArray()).containsOnly(1f);
    }

    @Test
    void forwardChangesNothingInTheModel() {
        float[] parameters = model.parameters().values().clone();
        float[] states = model.parameters().states().clone();
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = model.forward(random(5), tape);
            assertThat(tape.gradients(y, y).stateUpdates()).hasSize(2);
        }
        assertThat(model.parameters().values()).isEqualTo(parameters);
        assertThat(model.parameters().states()).isEqualTo(states);
    }

    @Test
    void specsAreValues() {
        assertThat(conv2d(32, 3).stride(2).activation(Activation.RELU))
                .isEqualTo(conv2d(32, 3).activation(Activation.RELU).stride(2))
                .isNotEqualTo(conv2d(32, 3).activation(Activation.RELU));
        assertThat(model.spec().layers()).contains(dense(3), flatten());
    }

    private static Model mlp(long seed, int hidden) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(dense(5).named("in"));
        for (int i = 0; i < hidden; i++) {
            layers.add(dense(5));
        }
        layers.add(dense(2).named("out"));
        return Model.build(Shape.of(7), seed, new Sequential(layers));
    }

    private static Tensor random(int examples) {
        Tensor x = Tensor.zeros(Shape.of(examples, 9, 9, 1));
        RandomStream stream = RandomStream.of(1, "inputs");
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = stream.uniform(i);
        }
        return x;
    }
}

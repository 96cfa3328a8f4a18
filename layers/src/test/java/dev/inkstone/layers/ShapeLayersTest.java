package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.cropping2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.embedding;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.globalAveragePool2d;
import static dev.inkstone.layers.Layers.globalMaxPool2d;
import static dev.inkstone.layers.Layers.groupNorm;
import static dev.inkstone.layers.Layers.layerNorm;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.permute;
import static dev.inkstone.layers.Layers.reshape;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers that pool, normalise, look up, branch, reorder and crop: shapes, values, and what they say to what does not fit. */
class ShapeLayersTest {
    @Test
    void globalPoolsLeaveTheChannels() {
        Model model = Model.build(Shape.of(2, 2, 2), 1, parallel(globalAveragePool2d(), globalMaxPool2d()), dense(3));
        Tensor image = Tensor.of(Shape.of(1, 2, 2, 2), 1, -1, 2, -2, 3, -3, 6, -6);
        Model pools = Model.build(Shape.of(2, 2, 2), 1, parallel(globalAveragePool2d(), globalMaxPool2d()));
        assertThat(pools.predict(image).toArray()).containsExactly(3, -3, 6, -1);
        assertThat(model.outputShape()).isEqualTo(Shape.of(3));
        assertThat(output(Shape.of(5, 4, 3), globalAveragePool2d().keepDims(true)))
                .isEqualTo(Shape.of(1, 1, 3));
        assertThat(output(Shape.of(5, 4, 3), globalMaxPool2d().keepDims(true))).isEqualTo(Shape.of(1, 1, 3));
        fails(
                "global_average_pool2d 'pool1': input [4] has rank 1, expected rank 3",
                Shape.of(4),
                globalAveragePool2d());
        fails("global_max_pool2d 'pool1': input [4] has rank 1, expected rank 3", Shape.of(4), globalMaxPool2d());
        fails(
                "global_max_pool2d 'pool1': input [0, 3, 2] has 0 elements along the axes",
                Shape.of(0, 3, 2),
                globalMaxPool2d());
    }

    @Test
    void layerNormTakesMeanAndDeviationOutOfItsAxes() {
        Model model = Model.build(Shape.of(3, 5), 1, layerNorm().epsilon(1e-6));
        assertThat(model.parameter("ln1/gamma").shape()).isEqualTo(Shape.of(5));
        float[] row = java.util.Arrays.copyOf(model.predict(random(2, 3, 5)).toArray(), 5);
        float sum = 0;
        float squares = 0;
        for (float v : row) {
            sum += v;
            squares += v * v;
        }
        assertThat(sum).isCloseTo(0, offset(1e-5f));
        assertThat(squares).isCloseTo(5, offset(1e-3f));
        assertThat(Model.build(Shape.of(3, 5), 1, layerNorm().axes(0, -1))
                        .parameter("ln1/beta")
                        .shape())
                .isEqualTo(Shape.of(3, 5));
        Tensor x = random(2, 3, 5);
        assertThat(Model.build(Shape.of(3, 5), 1, layerNorm().axes(1))
                        .predict(x)
                        .toArray())
                .containsExactly(
                        Model.build(Shape.of(3, 5), 1, layerNorm()).predict(x).toArray());
        fails(
                "layer_norm 'ln1': axis 2 of input [3, 5], expected -2 to 1",
                Shape.of(3, 5),
                layerNorm().axes(2));
        fails(
                "layer_norm 'ln1': axes [1, -1] of input [3, 5], expected each once",
                Shape.of(3, 5),
                layerNorm().axes(1, -1));
        fails("layer_norm 'ln1': axis -1 of input [], expected no axis", Shape.of(), layerNorm());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LayerNorm(java.util.List.of(), 1e-3f))
                .withMessageContaining("axes []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layerNorm().epsilon(0))
                .withMessage("layer_norm: epsilon 0.0, expected a finite number above 0");
    }

    @Test
    void groupNormWithOneGroupIsLayerNormOverTheImage() {
        Shape image = Shape.of(4, 3, 6);
        Tensor x = random(2, 4, 3, 6);
        float[] grouped = Model.build(image, 1, groupNorm(1)).predict(x).toArray();
        float[] layered =
                Model.build(image, 1, layerNorm().axes(0, 1, 2)).predict(x).toArray();
        for (int i = 0; i < grouped.length; i++) {
            assertThat(grouped[i]).isCloseTo(layered[i], offset(1e-5f));
        }
        assertThat(Model.build(image, 1, groupNorm(3)).parameter("gn1/gamma").shape())
                .isEqualTo(Shape.of(6));
        fails(
                "group_norm 'gn1': 4 groups for input [4, 3, 6], expected a divisor of the number of channels",
                image,
                groupNorm(4));
        fails("group_norm 'gn1': 1 groups for input [], expected a divisor", Shape.of(), groupNorm(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groupNorm(0))
                .withMessage("group_norm: groups 0, expected 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> groupNorm(2).epsilon(-1))
                .withMessageContaining("group_norm: epsilon -1.0");
    }

    @Test
    void embeddingsAreRowsOfTheTable() {
        Model model = Model.build(Shape.of(3), 7, embedding(5, 2));
        Tensor words = Tensor.of(Shape.of(2, 3), 0, 4, 4, 1, 0, 2);
        Parameter table = model.parameter("embedding1/table");
        Tensor vectors = model.predict(words);
        assertThat(vectors.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(vectors.get(1, 0, 1)).isEqualTo(table.value().get(1, 1));
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = model.forward(words, tape);
            Tensor ones = Tensor.zeros(y.shape());
            java.util.Arrays.fill(ones.array(), 1f);
            Gradients gradients = tape.gradients(y, ones);
            assertThat(gradients.of(table).toArray()).containsExactly(2, 2, 1, 1, 1, 1, 0, 0, 2, 2);
        }
        for (float wrong : new float[] {1.5f, -1, 5, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(Tensor.of(Shape.of(1, 3), 0, wrong, 1)))
                    .withMessage(
                            "embedding 'embedding1': index " + wrong + " at position 1, expected a whole number from 0"
                                    + " to 4; the input holds indices into a vocabulary of 5");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embedding(0, 2))
                .withMessage("embedding: vocabulary 0, expected 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> embedding(2, 0)).withMessageContaining("dimension 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embedding(1 << 25, 2))
                .withMessageContaining("expected at most 16777216");
    }

    @Test
    void parallelBranchesAreConcatenated() {
        LayerSpec inception = parallel(
                conv2d(4, 1),
                sequential(conv2d(2, 1), conv2d(6, 3)),
                sequential(),
                conv2d(3, 5).named("wide"));
        Model model = Model.build(Shape.of(6, 6, 5), 1, inception, globalAveragePool2d(), dense(2));
        assertThat(model.layers().get(0).output()).isEqualTo(Shape.of(6, 6, 18));
        assertThat(model.parameters().list())
                .extracting(Parameter::name)
                .startsWith(
                        "parallel1/conv1/kernel",
                        "parallel1/conv1/bias",
                        "parallel1/sequential1/conv1/kernel",
                        "parallel1/sequential1/conv1/bias",
                        "parallel1/sequential1/conv2/kernel",
                        "parallel1/sequential1/conv2/bias",
                        "parallel1/wide/kernel");
        assertThat(output(Shape.of(2, 3), parallel(sequential(), sequential()).axis(0)))
                .isEqualTo(Shape.of(4, 3));
        Tensor x = random(2, 2, 3);
        float[] twice = Model.build(
                        Shape.of(2, 3), 1, parallel(sequential(), sequential()).axis(0))
                .predict(x)
                .toArray();
        assertThat(java.util.Arrays.copyOfRange(twice, 6, 12)).containsExactly(java.util.Arrays.copyOf(x.toArray(), 6));
        fails(
                "parallel 'parallel1': input 1 [3, 3, 2], expected the shape of input 0 [6, 6, 4] in all but axis 2",
                Shape.of(6, 6, 2),
                parallel(conv2d(4, 3), maxPool2d(2)));
        fails("parallel 'parallel1': input 1 [4]", Shape.of(2, 2), parallel(sequential(), flatten()));
        fails(
                "parallel 'parallel1': axis 3 of input [2]",
                Shape.of(2),
                parallel(dense(2)).axis(3));
        assertThatIllegalArgumentException().isThrownBy(Layers::parallel).withMessageContaining("no branches");
    }

    @Test
    void permuteCountsFromTheAxisBehindTheBatch() {
        Model model = Model.build(Shape.of(2, 3), 1, permute(1, 0));
        assertThat(model.outputShape()).isEqualTo(Shape.of(3, 2));
        assertThat(model.predict(Tensor.of(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6)).toArray())
                .containsExactly(1, 4, 2, 5, 3, 6);
        fails(
                "permute 'permute1': order [1, 2] for input [2, 3], expected each of [0, 1] once",
                Shape.of(2, 3),
                permute(1, 2));
    }

    @Test
    void croppingLeavesTheMiddleAndItsGradient() {
        Model model = Model.build(Shape.of(4, 3, 2), 1, cropping2d(2, 1, 0, 1));
        Tensor x = Tensor.zeros(Shape.of(2, 4, 3, 2));
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = i;
        }
        assertThat(model.outputShape()).isEqualTo(Shape.of(1, 2, 2));
        assertThat(model.predict(x).toArray()).containsExactly(12, 13, 14, 15, 36, 37, 38, 39);
        assertThat(output(Shape.of(28, 28, 1), cropping2d(2))).isEqualTo(Shape.of(24, 24, 1));
        assertThat(output(Shape.of(2, 2, 1), cropping2d(0))).isEqualTo(Shape.of(2, 2, 1));
        Model counted = Model.build(Shape.of(1), 1, dense(9), reshape(3, 3, 1), cropping2d(1));
        try (Tape tape = Tape.record(Position.START)) {
            Tensor y = counted.forward(Tensor.of(Shape.of(1, 1), 1), tape);
            assertThat(tape.gradients(y, Tensor.of(y.shape(), 5))
                            .of(counted.parameter("dense1/bias"))
                            .toArray())
                    .containsExactly(0, 0, 0, 0, 5, 0, 0, 0, 0);
        }
    }

    @Test
    void croppingMoreThanThereIsFails() {
        fails(
                "cropping2d 'crop1': top 2, bottom 2, left 2, right 2 of input [4, 6, 1], expected that at least one row and"
                        + " one column stay; leave out less",
                Shape.of(4, 6, 1),
                cropping2d(2));
        fails("left 2147483647, right 2147483647", Shape.of(4, 6, 1), cropping2d(0, 0, 2147483647, 2147483647));
        fails(
                "cropping2d 'crop1': input [784] has rank 1, expected rank 3 [height, width, channels]; make images of"
                        + " it with reshape(height, width, channels)",
                Shape.of(784),
                cropping2d(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cropping2d(0, -1, 0, 0))
                .withMessage(
                        "cropping2d: top 0, bottom -1, left 0, right 0, expected 0 or more; padding of a convolution makes an"
                                + " image larger");
    }

    private static Shape output(Shape input, LayerSpec... layers) {
        return Model.build(input, 1, layers).outputShape();
    }

    private static void fails(String message, Shape input, LayerSpec... layers) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Model.build(input, 1, layers))
                .withMessageContaining(message);
    }

    private static Tensor random(int... dims) {
        Tensor x = Tensor.zeros(Shape.of(dims));
        RandomStream stream = RandomStream.of(1, "inputs");
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = stream.uniform(i);
        }
        return x;
    }
}

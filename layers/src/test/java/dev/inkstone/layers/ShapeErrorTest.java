package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.cropping2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers that do not fit are found when the model is built, and the message names the way there. */
@Tag("once")
class ShapeErrorTest {
    @Test
    void aDenseLayerAfterImages() {
        fails(
                "dense 'dense1': input [14, 14, 8] has rank 3, expected rank 1 [in]; put flatten() before it (layers before it:"
                        + " input [28, 28, 1] → conv1 [28, 28, 8] → pool1 [14, 14, 8])",
                Shape.of(28, 28, 1),
                conv2d(8, 3),
                maxPool2d(2),
                dense(10));
    }

    @Test
    void imagesWithoutAChannelAxis() {
        fails(
                "conv2d 'conv1': input [28, 28] has rank 2, expected rank 3 [height, width, channels]; add a channel axis with"
                        + " reshape(28, 28, 1) (layers before it: input [28, 28])",
                Shape.of(28, 28),
                conv2d(8, 3));
    }

    @Test
    void windowsLargerThanWhatIsLeftOfTheImage() {
        fails(
                "max_pool2d 'pool3': height 1 is smaller than the window of 2",
                Shape.of(4, 4, 1),
                maxPool2d(2),
                maxPool2d(2),
                maxPool2d(2));
        fails("average_pool2d 'pool1': height 1", Shape.of(1, 4, 1), averagePool2d(2));
        fails(
                "conv2d 'conv1': height 4 is smaller than the window of 5",
                Shape.of(4, 4, 1),
                conv2d(8, 5).padding(Padding.VALID));
    }

    @Test
    void layersInsideBlocksAreNamedWithTheirBlock() {
        fails(
                "dense 'head/dense1': input [4, 4, 1] has rank 3",
                Shape.of(4, 4, 1),
                sequential(dense(3), dense(4)).named("head"));
        fails("batch_norm 'bn1': input [] has rank 0, expected [..., channels]", Shape.of(), batchNorm());
    }

    @Test
    void aResidualBodyOfAnotherShapeThanItsShortcut() {
        fails(
                "residual 'residual1': body gives [8, 8, 16], expected the shortcut's [8, 8, 3]; add .shortcut(conv2d(16, 1))",
                Shape.of(8, 8, 3),
                residual(conv2d(16, 3)));
        fails(
                "residual 'residual1': body gives [4, 3, 16], expected the shortcut's [7, 5, 3]; add .shortcut(conv2d(16, 1).stride(2))",
                Shape.of(7, 5, 3),
                residual(conv2d(16, 3).stride(2)));
        fails(
                "residual 'residual1': body gives [6, 6, 3], expected the shortcut's [8, 8, 3]; bring both to one shape",
                Shape.of(8, 8, 3),
                residual(cropping2d(1)));
        fails(
                "residual 'residual1': body gives [16], expected the shortcut's [8]; add .shortcut(dense(16))",
                Shape.of(8),
                residual(dense(32), dense(16)));
        fails(
                "residual 'residual1': body gives [128], expected the shortcut's [8, 8, 2]; bring both to one shape",
                Shape.of(8, 8, 2),
                residual(flatten()));
    }

    @Test
    void aReshapeThatCannotHoldTheElements() {
        fails(
                "layer 'block/reshape1': reshape: [6] has 6 elements, [5, -1] cannot hold them",
                Shape.of(6),
                sequential(Layers.reshape(5, -1)).named("block"));
    }

    @Test
    void weightsThatCannotBe() {
        fails(
                "dense 'dense1': input has 0 features, expected 1 or more; check the layer before it (layers",
                Shape.of(0),
                dense(8));
        fails("conv2d 'conv1': input has 0 features, expected 1", Shape.of(4, 4, 0), conv2d(8, 3));
        fails(
                "dense 'dense2': kernel [100000, 100000] has 10000000000 weights, expected at most 2147483647;"
                        + " make the layer smaller, or its input (layers before it: input [3] → dense1 [100000])",
                Shape.of(3),
                dense(100_000),
                dense(100_000));
    }

    @Test
    void layersThatAreMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.build(Shape.of(3), 1, dense(1), null))
                .withMessage("layers: number 2 of 2 is null, expected a layer");
    }

    @Test
    void namesThatAreTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.build(
                        Shape.of(4), 1, dropout(0.1).named("drop"), dropout(0.1).named("drop")))
                .withMessage(
                        "layer 'drop': declared twice, expected names of their own; give the layers different names with"
                                + " named(…) (layers before it: input [4] → drop [4])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dense(3).named("a/b"))
                .withMessage(
                        "layer name 'a/b', expected some characters without a slash; slashes separate a layer from the block"
                                + " it stands in");
    }

    @Test
    void sizesThatNoLayerHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> conv2d(0, 3)).withMessageContaining("conv2d: filters 0");
        assertThatIllegalArgumentException().isThrownBy(() -> dense(-1)).withMessageContaining("dense: units -1");
        assertThatIllegalArgumentException().isThrownBy(() -> dropout(1)).withMessageContaining("dropout: rate 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batchNorm().momentum(1.5))
                .withMessageContaining("batch_norm: momentum 1.5, expected 0 (inclusive) to 1 (exclusive)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batchNorm().epsilon(0))
                .withMessageContaining("batch_norm: epsilon 0.0, expected a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layers.rescale(1e39))
                .withMessage("rescale: scale 1.0E39, offset 0.0, expected numbers that are finite as float32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rescale(Float.NaN, 0))
                .withMessage("rescale: scale NaN, offset 0.0, expected numbers that are finite as float32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rescale(1, Float.NEGATIVE_INFINITY))
                .withMessageStartingWith("rescale: scale 1.0, offset -Infinity, expected");
    }

    @Test
    void inputsOfAnotherShapeThanTheModels() {
        Model model = Model.build(Shape.of(28, 28, 1), 1, flatten(), dense(2));
        String build = " the model for Shape.of(…) of one example";
        String reshape = "[batch, 28, 28, 1]; reshape it with reshape(-1, 28, 28, 1), or build" + build;
        String resize = "[batch, 28, 28, 1]; bring the data to that shape, for example resize images, or build" + build;
        try (Tape tape = Tape.inference()) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.forward(Tensor.zeros(Shape.of(5, 784)), tape))
                    .withMessage("model: input [5, 784] has rank 2, expected rank 4 " + reshape);
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.forward(Tensor.zeros(Shape.of(5, 28, 27, 1)), tape))
                    .withMessage("model: input [5, 28, 27, 1], expected " + resize);
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.forward(Tensor.zeros(Shape.of(4, 56, 56, 1)), tape))
                    .withMessage("model: input [4, 56, 56, 1], expected " + resize); // 16 examples of scrambled pixels
        }
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> model.predict(Tensor.scalar(1)));
        for (Shape fits : List.of(Shape.of(28, 28), Shape.of(5, 28, 28), Shape.of(5, 1, 28, 28))) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(Tensor.zeros(fits)))
                    .withMessageEndingWith(reshape);
        }
        for (Shape fitsNot : List.of(Shape.of(5, 56, 14), Shape.of(5, 32, 32), Shape.of(784, 1, 1, 1))) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> model.predict(Tensor.zeros(fitsNot)))
                    .withMessageEndingWith(resize);
        }
    }

    private static void fails(String message, Shape input, LayerSpec... layers) {
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Model.build(input, 1, layers))
                .withMessageContaining(message);
    }
}

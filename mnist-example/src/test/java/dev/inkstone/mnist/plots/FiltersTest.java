package dev.inkstone.mnist.plots;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.separableConv2d;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private static final Shape IMAGE = Shape.of(6, 6, 2);

    @Test
    void aFilterIsItsSliceOfTheKernel() {
        Parameter kernel = Filters.kernel(network(1), "conv2");

        assertThat(kernel.shape()).isEqualTo(Shape.of(3, 3, 4, 5));
        float[][] slices = Filters.slices(kernel, 2);
        assertThat(slices).hasDimensions(5, 9);
        for (int filter = 0; filter < 5; filter++) {
            for (int i = 0; i < 9; i++) {
                assertThat(slices[filter][i]).isEqualTo(kernel.value().get(i / 3, i % 3, 2, filter));
            }
        }
    }

    /** One weight of the channel shown is the greatest after the training, one the least before; another channel has larger ones. */
    @Test
    void thePictureShowsTheChannelAskedForBeforeOnTheLeftAndAfterOnTheRight() {
        Model before = network(1);
        Model after = network(1);
        for (Model model : new Model[] {before, after}) {
            Arrays.fill(model.parameters().values(), 0);
            set(model, 9, 0, 0, 0, 0);
        }
        set(before, -1, 0, 2, 1, 0);
        set(after, 1, 2, 0, 1, 3);

        BufferedImage image = Filters.draw(before, after, "conv1", 1);
        Rectangle blue = bounds(image, 0x053061);
        Rectangle red = bounds(image, 0x67001f);
        assertThat(blue.width).as("the side of a weight").isEqualTo(20);
        assertThat(red.x).isGreaterThan(image.getWidth() / 2);
        assertThat(blue.getMaxX()).isLessThan(image.getWidth() / 2);
        // Filter 3 of four is in the second row and column, and its weight in its last row and first column.
        assertThat(red.y - blue.y).as("a filter and two weights lower").isEqualTo(3 * 20 + 6 + 2 * 20);
    }

    @Test
    void meanAndDeviationAreThoseOfTheWeightsShown() {
        assertThat(Filters.statistics(new float[][] {{1, -2}, {3, 2}})).isEqualTo("mean 1.0000, deviation 1.8708");
        assertThat(Filters.statistics(new float[][] {{-1}})).isEqualTo("mean −1.0000, deviation 0.0000");
    }

    /** The greatest weight of each is the first one, so that its colour tells where the filters begin. */
    @Test
    void aboveTheFiltersStandMeanAndDeviationOfTheWeightsBelow() {
        Model before = network(1);
        Model after = network(2);
        set(before, -9, 0, 0, 1, 0);
        set(after, 9, 0, 0, 1, 0);

        BufferedImage image = Filters.draw(before, after, "conv1", 1);
        assertAbove(image, bounds(image, 0x053061), "before: " + statistics(before));
        assertAbove(image, bounds(image, 0x67001f), "after: " + statistics(after));
    }

    private static String statistics(Model model) {
        return Filters.statistics(Filters.slices(Filters.kernel(model, "conv1"), 1));
    }

    private static void assertAbove(BufferedImage image, Rectangle first, String text) {
        Canvas canvas = new Canvas(Canvas.width(Canvas.TEXT, text) + 20, 24);
        canvas.text(Canvas.TEXT, Canvas.INK, text, 0, 15, Canvas.Align.LEFT);
        BufferedImage drawn = canvas.image();
        BufferedImage found = image.getSubimage(first.x, first.y - 25, drawn.getWidth(), drawn.getHeight());
        assertThat(Bounds.ofChanges(found, drawn).isEmpty()).as(text).isTrue();
    }

    @Test
    void theUntrainedModelIsTheOneThatTrainingBeganWith() {
        Model model = network(5);
        float[] initial = model.parameters().values().clone();
        Arrays.fill(model.parameters().values(), 7);

        assertThat(Filters.untrained(model).parameters().values()).isEqualTo(initial);
    }

    @Test
    void whatIsNoConvolutionAndNoChannel() {
        Model model = network(1);
        assertThatThrownBy(() -> Filters.draw(model, model, "dense1", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filters: 'dense1' has no kernels of a convolution, expected one of: conv1/kernel"
                        + " [3, 3, 2, 4], conv2/kernel [3, 3, 4, 5]");
        assertThatThrownBy(() -> Filters.draw(model, model, "conv2", 4))
                .hasMessage("filters: channel 4 of conv2/kernel [3, 3, 4, 5], expected 0 to 3");
        assertThatThrownBy(() -> Filters.draw(model, model, "conv2", -1)).hasMessageContaining("expected 0 to 3");
        Model other = Model.build(IMAGE, 1L, conv2d(8, 3));
        assertThatThrownBy(() -> Filters.draw(other, model, "conv1", 0))
                .hasMessage("filters: conv1/kernel [3, 3, 2, 8] before the training, expected [3, 3, 2, 4] as after it;"
                        + " take two models of the same layers");
        Model dense = Model.build(IMAGE, 1L, flatten(), dense(2));
        assertThatThrownBy(() -> Filters.draw(dense, dense, "conv1", 0))
                .hasMessage("filters: 'conv1' has no kernels of a convolution, expected a model with convolutions");
        Model separable = Model.build(IMAGE, 1L, separableConv2d(4, 3));
        assertThatThrownBy(() -> Filters.kernel(separable, "separable1"))
                .hasMessageContaining("has several kernels of a convolution, expected one of: "
                        + "separable1/depthwise_kernel [3, 3, 2, 1], separable1/pointwise_kernel [1, 1, 2, 4]");
        assertThat(Filters.kernel(separable, "separable1/depthwise_kernel")).isNotNull();
    }

    private static Model network(long seed) {
        return Model.build(IMAGE, seed, conv2d(4, 3), conv2d(5, 3), flatten(), dense(2));
    }

    private static void set(Model model, float weight, int row, int column, int channel, int filter) {
        model.parameter("conv1/kernel")
                .value()
                .array()[
                model.parameter("conv1/kernel").value().offset() + ((row * 3 + column) * 2 + channel) * 4 + filter] = weight;
    }

    /** Without the legend at the right end. */
    private static Rectangle bounds(BufferedImage image, int rgb) {
        return Bounds.ofColor(image.getSubimage(0, 0, image.getWidth() - 100, image.getHeight()), rgb);
    }
}

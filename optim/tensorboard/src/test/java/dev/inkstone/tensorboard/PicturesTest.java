package dev.inkstone.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.metrics.Mistake;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static int[] pixel(Picture picture, int row, int column) {
        int at = (row * picture.width() + column) * 3;
        return new int[] {picture.pixels()[at] & 255, picture.pixels()[at + 1] & 255, picture.pixels()[at + 2] & 255};
    }

    @Test
    void aKernelOfOneChannelIsASquareOfTilesInWhichZeroIsGrey() {
        Tensor kernel =
                Tensor.zeros(Shape.of(3, 3, 1, 4)); // four tiles of 3 pixels, a border around each: 9 · 16 pixels
        kernel.array()[4 * 4] = 2; // the middle of the first filter
        kernel.array()[3] = -2; // the first pixel of the last one
        kernel.array()[2] = Float.NaN;
        Picture picture = Filters.of(kernel);
        assertThat(picture.width()).isEqualTo(9 * 16).isEqualTo(picture.height());
        assertThat(pixel(picture, 15, 15)).containsExactly(0x5B, 0x8D, 0xD9);
        assertThat(pixel(picture, 16, 16)).containsExactly(128, 128, 128);
        assertThat(pixel(picture, 2 * 16, 2 * 16)).containsExactly(255, 255, 255);
        assertThat(pixel(picture, 5 * 16 + 15, 5 * 16 + 15)).containsExactly(0, 0, 0);
        assertThat(pixel(picture, 5 * 16, 16)).as("NaN").containsExactly(0, 0, 0);
        assertThat(pixel(picture, 6 * 16, 5 * 16)).containsExactly(128, 128, 128);
    }

    @Test
    void threeChannelsAreColoursAndManyAreAGrid() {
        Tensor colours = Tensor.of(Shape.of(1, 2, 3, 1), 1, 0, -1, 0, 0, 0.5f);
        assertThat(pixel(Filters.of(colours), 16, 16)).containsExactly(255, 128, 0);
        assertThat(pixel(Filters.of(colours), 16, 32)).containsExactly(128, 128, 191);

        Tensor many = Tensor.zeros(Shape.of(1, 2, 2, 5)); // rows of inputs, columns of outputs
        many.array()[1 * 10 + 1 * 5 + 3] = 1; // second pixel, second input, fourth output
        Picture grid = Filters.of(many);
        assertThat(List.of(grid.height(), grid.width())).containsExactly(5 * 16, 16 * 16);
        assertThat(pixel(grid, 3 * 16, (1 + 3 * 3 + 1) * 16)).containsExactly(255, 255, 255);
        assertThat(Filters.of(Tensor.zeros(Shape.of(5, 5, 512, 512))).width())
                .as("64 outputs at most")
                .isEqualTo((64 * 6 + 1) * 2);
    }

    @Test
    void mistakesCarryTheTrueAndThePredictedClass() {
        Dataset data = Datasets.of(new float[] {0, 1, 0.5f, 1}, Shape.of(2, 2, 1), new int[] {7});
        Picture picture = new MistakeGrid(data, 1).draw(List.of(new Mistake(0, 7, 1)));
        assertThat(picture.height()).isEqualTo(4 + 10 + 4 + 64 + 4);
        assertThat(pixel(picture, 4, 4)).as("the 7").containsExactly(0, 0x90, 0);
        assertThat(pixel(picture, 4, 12)).as("the arrow").containsExactly(0x80, 0x80, 0x80);
        assertThat(pixel(picture, 4, 22)).as("the 1").containsExactly(0xD0, 0, 0);
        assertThat(pixel(picture, 18, 4)).containsExactly(0, 0, 0);
        assertThat(pixel(picture, 18, 36)).containsExactly(255, 255, 255);
        assertThat(pixel(picture, 81, 35)).containsExactly(128, 128, 128);
        assertThat(new MistakeGrid(data, 1).draw(List.of()).pixels()).containsOnly((byte) 255);
    }
}

package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.centerCrop;
import static dev.inkstone.data.augment.Augmentations.compose;
import static dev.inkstone.data.augment.Augmentations.horizontalFlip;
import static dev.inkstone.data.augment.Augmentations.pad;
import static dev.inkstone.data.augment.Augmentations.randomCrop;
import static dev.inkstone.data.augment.Augmentations.randomHorizontalFlip;
import static dev.inkstone.data.augment.Augmentations.resize;
import static dev.inkstone.data.augment.Augmentations.verticalFlip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Resized images are TensorFlow's, made by {@code optim/src/test/resources/augment/colors_and_sizes.py}. */
@Tag("once")
class GeometryTest {
    private static final RandomStream RANDOM = RandomStream.of(3, "geometry");

    @Test
    void flipsExchangeSides() {
        assertImage(horizontalFlip(), Shape.of(2, 3, 1), "3 2 1 6 5 4", 1, 2, 3, 4, 5, 6);
        assertImage(verticalFlip(), Shape.of(2, 3, 1), "4 5 6 1 2 3", 1, 2, 3, 4, 5, 6);
        assertImage(horizontalFlip(), Shape.of(1, 3, 2), "5 6 3 4 1 2", 1, 2, 3, 4, 5, 6);
        assertImage(verticalFlip(), Shape.of(3, 1, 2), "5 6 3 4 1 2", 1, 2, 3, 4, 5, 6);
        int flipped = 0;
        for (int i = 0; i < 1000; i++) {
            float[] image = randomHorizontalFlip().on(Shape.of(1, 2, 1)).apply(new float[] {0, 1}, RANDOM.at(0, i));
            flipped += (int) image[0];
        }
        assertThat(flipped).isBetween(450, 550);
    }

    @Test
    void cropsTakeTheMiddleOrAnyPart() {
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertImage(centerCrop(1, 2), Shape.of(3, 4, 1), "6 7", image);
        assertImage(centerCrop(2, 1), Shape.of(3, 2, 2), "1 2 5 6", image);
        int[] seen = new int[4 * 5];
        Augmentation crop = randomCrop(2, 2).padding(1).fill(-1);
        for (int i = 0; i < 8000; i++) {
            float[] part = crop.on(Shape.of(3, 4, 1)).apply(image.clone(), RANDOM.at(0, i));
            seen[place(part)]++;
        }
        assertThat(IntStream.of(seen)).allMatch(count -> count > 320 && count < 480); // 400 of each
    }

    /** Where a part of 2 × 2 lies within 5 × 6 padded pixels; every part has another. */
    private static int place(float[] part) {
        for (int i = 0; i < 20; i++) {
            if (Arrays.equals(part, at(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, i))) {
                return i;
            }
        }
        throw new AssertionError(Arrays.toString(part));
    }

    private static float[] at(float[] image, int place) {
        float[] part = new float[4];
        for (int i = 0; i < 4; i++) {
            int y = place / 5 - 1 + i / 2;
            int x = place % 5 - 1 + i % 2;
            part[i] = y < 0 || y > 2 || x < 0 || x > 3 ? -1 : image[4 * y + x];
        }
        return part;
    }

    @Test
    void paddingGoesOnAsTheBorderSays() {
        assertImage(pad(1), Shape.of(1, 2, 1), "0 0 0 0 0 1 2 0 0 0 0 0", 1, 2);
        assertImage(pad(1).fill(7), Shape.of(1, 1, 2), "7 7 7 7 7 7 7 7 1 2 7 7 7 7 7 7 7 7", 1, 2);
        float[] row = {1, 2, 3};
        String three = "1 1 1 1 2 3 3 3 3 ";
        assertImage(pad(3).border(Border.NEAREST), Shape.of(1, 3, 1), three.repeat(7), row);
        assertImage(pad(2).border(Border.REFLECT), Shape.of(1, 3, 1), "2 1 1 2 3 3 2 ".repeat(5), row);
        assertImage(pad(2).border(Border.WRAP), Shape.of(1, 3, 1), "2 3 1 2 3 1 2 ".repeat(5), row);
    }

    @Test
    void sizesAreThoseOfTensorFlow() {
        assertImage(resize(3, 5), Shape.of(2, 3, 2), """
                .00000 .37000 .29600 .26200 .74000 .10000 .57800 .54400 .47000 .84000
                .10000 .47000 .39600 .36200 .84000 .20000 .67800 .34100 .57000 .43500
                .20000 .57000 .49600 .46200 .94000 .30000 .77800 .13800 .67000 .03000""", Numbers.image(12));
        assertImage(resize(3, 4), Shape.of(5, 7, 1), """
                .38657 .50143 .35657 .52914 .40400 .57657 .46057 .63314 .42143 .65171 .47800 .47743""", Numbers.image(35));
        assertImage(resize(5, 4), Shape.of(2, 6, 1), """
                .12333 .61667 .22333 .71667 .14333 .63667 .24333 .66933 .22333 .71667
                .32333 .48000 .30333 .79667 .40333 .29067 .32333 .81667 .42333 .24333""", Numbers.image(12));
        assertImage(resize(3, 4).interpolation(Interpolation.NEAREST), Shape.of(5, 7, 1), """
                .00000 .74000 .47000 .20000 .13000 .87000 .60000 .33000 .26000 1.00000 .73000 .46000""", Numbers.image(35));
        assertImage(
                resize(2, 3), Shape.of(2, 3, 2), "1 2 3 4 5 6 7 8 9 10 11 12", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void shapesFollowThroughAllSteps() {
        Dataset data = Datasets.of(new float[2 * 28 * 28], Shape.of(28, 28, 1), 0, 1);
        Dataset changed = data.map(compose(pad(2), resize(16, 20), randomCrop(15, 15), horizontalFlip()));
        assertThat(changed.inputShape()).isEqualTo(Shape.of(15, 15, 1));
        assertThat(changed.inputs().shape()).isEqualTo(Shape.of(2, 15, 15, 1));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> randomCrop(32, 32).padding(1).on(Shape.of(28, 28, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("crop: 32 × 32 of images [28, 28, 1] with padding 1, expected no more than there is;"
                        + " pad them by more, or resize them");
        assertThatThrownBy(() -> centerCrop(0, 3))
                .hasMessage("crop: 0 × 3 with padding 0, expected 1 × 1 or more, and a padding of 0 or more");
        assertThatThrownBy(() -> resize(0, 3)).hasMessage("resize: 0 × 3, expected 1 × 1 or more");
        assertThatThrownBy(() -> pad(-1)).hasMessage("pad: -1 pixels, expected 0 or more; crop takes some away");
        assertThatThrownBy(() -> resize(14, 14).withProbability(0.5).on(Shape.of(28, 28, 1)))
                .hasMessage("augmentation: with probability 0.5 [28, 28, 1] becomes [14, 14, 1], expected images of one"
                        + " shape; do it always, or keep the shape");
        assertThatThrownBy(() -> horizontalFlip().on(Shape.of(28, 28)))
                .hasMessage(
                        "flip: examples [28, 28], expected images [height, width, channels]; reshape them, or map them"
                                + " before they are flattened");
    }

    private static void assertImage(Augmentation augmentation, Shape shape, String expected, float... image) {
        float[] changed = augmentation.on(shape).apply(image.clone(), RANDOM);
        assertThat(changed).containsExactly(Numbers.of(expected), within(1e-5f));
        assertThat(augmentation.outputShape(shape).size()).isEqualTo(changed.length);
    }
}

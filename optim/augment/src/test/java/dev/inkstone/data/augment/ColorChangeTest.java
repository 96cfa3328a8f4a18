package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.brightness;
import static dev.inkstone.data.augment.Augmentations.contrast;
import static dev.inkstone.data.augment.Augmentations.hue;
import static dev.inkstone.data.augment.Augmentations.saturation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The expected values are TensorFlow's, made by {@code optim/src/test/resources/augment/colors_and_sizes.py}. */
@Tag("once")
class ColorChangeTest {
    private static final Shape COLORS = Shape.of(2, 3, 3);
    private static final RandomStream RANDOM = RandomStream.of(1, "colors");
    private static final String PIXELS = "0.9 0.2 0.1  0.3 0.8 0.4  0.2 0.3 0.7  0.5 0.5 0.5  0.0 0.6 0.6  0.7 0.1 0.7";

    @Test
    void changesAreThoseOfTensorFlow() {
        assertChange(brightness(0.3, 0.3), """
                1.00000 .50000 .40000 .60000 1.00000 .70000
                .50000 .60000 1.00000 .80000 .80000 .80000
                .30000 .90000 .90000 1.00000 .40000 1.00000""");
        assertChange(contrast(1.5, 1.5), """
                1.00000 .09167 .00000 .23333 .99167 .35000
                .08333 .24167 .80000 .53333 .54167 .50000
                .00000 .69167 .65000 .83333 .00000 .80000""");
        assertChange(contrast(0.4, 0.4), """
                .62000 .33000 .34000 .38000 .57000 .46000
                .34000 .37000 .58000 .46000 .45000 .50000
                .26000 .49000 .54000 .54000 .29000 .58000""");
        assertChange(saturation(2, 2), """
                .90000 .11250 .00000 .00000 .80000 .16000
                .00000 .14000 .70000 .50000 .50000 .50000
                .00000 .60000 .60000 .70000 .00000 .70000""");
        assertChange(saturation(0.3, 0.3), """
                .90000 .69000 .66000 .65000 .80000 .68000
                .55000 .58000 .70000 .50000 .50000 .50000
                .42000 .60000 .60000 .70000 .52000 .70000""");
        assertChange(hue(0.1, 0.1), """
                .90000 .68000 .10000 .30000 .80000 .70000
                .40000 .20000 .70000 .50000 .50000 .50000
                .00000 .24000 .60000 .70000 .10000 .34000""");
        assertChange(hue(-0.4, -0.4), """
                .10000 .32000 .90000 .80000 .30000 .40000
                .50000 .70000 .20000 .50000 .50000 .50000
                .60000 .36000 .00000 .10000 .70000 .46000""");
    }

    @Test
    void anotherRangeIsTheSameScaled() {
        ColorChange[] changes = {brightness(0.2, 0.2), contrast(1.3, 1.3), saturation(1.7, 1.7), hue(0.3, 0.3)};
        for (ColorChange change : changes) {
            float[] wide = Numbers.of(PIXELS);
            for (int i = 0; i < wide.length; i++) {
                wide[i] *= 255;
            }
            wide = change.range(0, 255).on(COLORS).apply(wide, RANDOM);
            for (int i = 0; i < wide.length; i++) {
                wide[i] /= 255;
            }
            assertThat(wide).containsExactly(change.on(COLORS).apply(Numbers.of(PIXELS), RANDOM), within(1e-5f));
        }
    }

    @Test
    void amountsAreDrawnFromTheInterval() {
        float least = 1;
        float most = 0;
        for (int i = 0; i < 1000; i++) {
            float value = brightness(0.2).on(Shape.of(1, 1, 1)).apply(new float[] {0.5f}, RANDOM.at(0, i))[0];
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        assertThat(least).isBetween(0.3f, 0.302f);
        assertThat(most).isBetween(0.698f, 0.7f);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> hue(0.1).on(Shape.of(28, 28, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hue: images [28, 28, 1], expected 3 channels: red, green and blue;"
                        + " grey images have brightness and contrast");
        assertThatThrownBy(() -> saturation(-1, 1))
                .hasMessage("saturation: factor -1.0 to 1.0, expected 0 or more; 1 keeps the image");
        assertThatThrownBy(() -> contrast(2, 1))
                .hasMessage("contrast: 2.0 to 1.0, expected two finite numbers, the smaller one first");
        assertThatThrownBy(() -> brightness(0.1).range(255, 0))
                .hasMessage("range: 255.0 to 0.0, expected two finite numbers, the smaller one first");
        float[] bytes = {0, 255};
        assertThatThrownBy(() -> Datasets.of(bytes, Shape.of(1, 2, 1), 0)
                        .map(brightness(0.1))
                        .inputs())
                .hasMessageContaining("brightness: pixel 255.0, expected 0.0 to 1.0;"
                        + " scale the pixels before, standardise them after, or say range(…, …)");
    }

    private static void assertChange(ColorChange change, String expected) {
        assertThat(change.on(COLORS).apply(Numbers.of(PIXELS), RANDOM))
                .containsExactly(Numbers.of(expected), within(1e-5f));
    }
}

package dev.inkstone.data.augment;

import static dev.inkstone.data.augment.Augmentations.gaussianNoise;
import static dev.inkstone.data.augment.Augmentations.saltAndPepper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class NoiseTest {
    private static final RandomStream RANDOM = RandomStream.of(4, "noise");

    @Test
    void gaussianNoiseHasItsDeviationAndIsClipped() {
        float[] grey = new float[30_000];
        Arrays.fill(grey, 0.5f);
        float[] noisy = gaussianNoise(0.1).on(Shape.of(100, 100, 3)).apply(grey, RANDOM);
        double sum = 0;
        double squares = 0;
        double near = 0;
        for (float value : noisy) {
            sum += value - 0.5;
            squares += (value - 0.5) * (value - 0.5);
            near += Math.abs(value - 0.5) < 0.1 ? 1 : 0;
        }
        assertThat(sum / 30_000).isCloseTo(0, within(0.002));
        assertThat(squares / 30_000).isCloseTo(0.01, within(0.0003));
        assertThat(near / 30_000).isCloseTo(0.6827, within(0.01)); // within one deviation
        float[] black = gaussianNoise(50).range(0, 255).on(Shape.of(10, 10, 1)).apply(new float[100], RANDOM);
        assertThat(black).contains(0).hasSize(100);
        for (float value : black) {
            assertThat(value).isBetween(0f, 255f);
        }
    }

    @Test
    void saltAndPepperIsAsMuchOfBoth() {
        float[] grey = new float[20_000];
        Arrays.fill(grey, 0.5f);
        float[] sprinkled = saltAndPepper(0.2).on(Shape.of(100, 100, 2)).apply(grey, RANDOM);
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i += 2) {
            assertThat(sprinkled[i + 1]).isEqualTo(sprinkled[i]);
            counts[Math.round(2 * sprinkled[i])]++;
        }
        assertThat(counts[0]).isBetween(910, 1090); // three deviations around 1000
        assertThat(counts[2]).isBetween(910, 1090);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> gaussianNoise(-1))
                .hasMessage("gaussian noise: deviation -1.0, expected a finite number of 0 or more");
        assertThatThrownBy(() -> saltAndPepper(2))
                .hasMessage("salt and pepper: share 2.0, expected a number from 0 to 1");
        assertThatThrownBy(() -> gaussianNoise(0.1).on(Shape.of(1, 1, 1)).apply(new float[] {Float.NaN}, RANDOM))
                .hasMessage("gaussian noise: pixel NaN, expected 0.0 to 1.0; scale the pixels before, standardise them"
                        + " after, or say range(…, …)");
    }
}

package dev.inkstone.mnist.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelWeightsTest {
    @Test
    void smoothnessIsOneForAnEvenFilterMinusOneForACheckerboardAndNothingForNoise() {
        float[] even = new float[25];
        float[] checkerboard = new float[25];
        float[] noise = new float[25 * 3 * 1000];
        RandomStream random = RandomStream.of(1L, "noise");
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.gaussian(i);
        }
        for (int i = 0; i < 25; i++) {
            even[i] = 0.3f;
            checkerboard[i] = i % 2 == 0 ? 0.3f : -0.3f;
        }
        assertThat(new KernelWeights(5, 1, 1, even).smoothness()).isCloseTo(1, within(1e-6));
        assertThat(new KernelWeights(5, 1, 1, checkerboard).smoothness()).isCloseTo(-1, within(1e-6));
        assertThat(new KernelWeights(5, 3, 1000, noise).smoothness()).isCloseTo(0, within(0.01));
    }

    /** Two filters of 1 × 1 over two channels: the first turns by 90 degrees, the second grows. */
    @Test
    void theCosineIsTheMeanOverFilters() {
        KernelWeights start = new KernelWeights(1, 2, 2, new float[] {1, 1, 0, 1});
        KernelWeights end = new KernelWeights(1, 2, 2, new float[] {0, 3, 5, 3});
        assertThat(end.cosine(start)).isCloseTo(0.5, within(1e-6));
        assertThat(end.minus(start).weights()).containsExactly(-1, 2, 5, 2);
        assertThat(end.slices(1)).isEqualTo(new float[][] {{5}, {3}});
        assertThat(end.mean()).isEqualTo(2.75);
        assertThat(end.deviation()).isCloseTo(1.7854, within(1e-4)); // √(((2.75)² + 2·0.25² + 2.25²) / 4)
    }

    @Test
    void accuraciesAreShownWithTheDeviationOfSingleOnes() {
        assertThat(Figures.percent(List.of(0.98, 0.97, 0.99))).isEqualTo("98.00 ± 1.00");
        assertThat(Figures.percent(List.of(0.98))).isEqualTo("98.00 ± 0.00");
    }
}

package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConfusionsTest {
    /** Class 0 has four examples (one wrong, one without an answer), class 1 two (one wrong), class 2 none. */
    private static final ConfusionMatrix MATRIX = matrix(new int[] {0, 0, 0, 0, 1, 1}, new float[][] {
        {1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {Float.NaN, Float.NaN, Float.NaN}, {0, 1, 0}, {0, 0, 1}
    });

    @Test
    void errorsAreSharesOfTheTrueClassAndTheDiagonalIsBlank() {
        double[][] rates = Confusions.errorRates(MATRIX);

        assertThat(rates[0]).containsExactly(Double.NaN, 0.25, 0);
        assertThat(rates[1]).containsExactly(0, Double.NaN, 0.5);
        assertThat(rates[2]).containsExactly(0, 0, Double.NaN);
    }

    @Test
    void theDiagonalIsGreyAndTheWorstMistakeIsTheDarkest() {
        BufferedImage errors = Confusions.errors(MATRIX);
        int cell = 560 / 3;

        long lines = pixels(Confusions.counts(MATRIX), 0xd8d8d8); // has no blank cell
        assertThat(pixels(errors, 0xd8d8d8) - lines).as("three blank cells").isCloseTo(3L * cell * cell, within(100L));
        assertThat(pixels(errors, 0x7f0000))
                .as("one cell but for the number in it, and the end of the legend")
                .isCloseTo((long) cell * cell, within(600L));
    }

    @Test
    void whereNothingIsWrongThereIsAPictureToo() {
        BufferedImage errors = Confusions.errors(matrix(new int[] {0, 1}, new float[][] {{1, 0}, {0, 1}}));

        assertThat(pixels(errors, 0x7f0000)).as("the end of the legend alone").isLessThan(100);
    }

    @Test
    void badNamesAndTooManyClasses() {
        assertThatThrownBy(() -> Confusions.errors(MATRIX, "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confusions: 2 names, expected 3, one for each class, or none");
        assertThatThrownBy(() -> Confusions.counts(matrix(new int[] {0}, new float[][] {new float[501]})))
                .hasMessage("confusions: 501 classes, expected at most 500 to be seen apart; read"
                        + " matrix.mostConfused(n)");
    }

    private static long pixels(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> (pixel & 0xffffff) == rgb).count();
    }

    private static ConfusionMatrix matrix(int[] labels, float[][] logits) {
        float[] values = new float[labels.length * logits[0].length];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(logits[i], 0, values, i * logits[i].length, logits[i].length);
        }
        return ConfusionMatrix.of(
                Tensor.of(Shape.of(labels.length, logits[0].length), values),
                Targets.of(IntTensor.of(Shape.of(labels.length), labels)));
    }
}

package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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

    /** An example of class 0 is taken for class 2 in place of 1; then it is one of class 2, taken for 1. */
    @Test
    void aRowIsATrueClassAndAColumnIsAnAnswer() {
        ConfusionMatrix matrix = matrix(new int[] {1, 1, 0}, new float[][] {{0, 1, 0}, {0, 1, 0}, {0, 1, 0}});
        ConfusionMatrix otherAnswer = matrix(new int[] {1, 1, 0}, new float[][] {{0, 1, 0}, {0, 1, 0}, {0, 0, 1}});
        ConfusionMatrix otherClass = matrix(new int[] {1, 1, 2}, new float[][] {{0, 1, 0}, {0, 1, 0}, {0, 1, 0}});
        int cell = 560 / 3;

        List<Function<ConfusionMatrix, BufferedImage>> pictures = List.of(Confusions::counts, Confusions::errors);
        for (Function<ConfusionMatrix, BufferedImage> picture : pictures) {
            Rectangle down = Bounds.ofChanges(picture.apply(matrix), picture.apply(otherClass));
            assertThat(down.getSize()).as("the second column").isEqualTo(new Dimension(cell, 3 * cell));
            assertThat(Bounds.ofChanges(picture.apply(matrix), picture.apply(otherAnswer)))
                    .as("the first row from the second column on")
                    .isEqualTo(new Rectangle(down.x, down.y, 2 * cell, cell));
        }
    }

    @Test
    void theColumnsAreCalledPredicted() {
        BufferedImage picture = Confusions.counts(MATRIX);
        BufferedImage bottom = picture.getSubimage(0, picture.getHeight() - 45, picture.getWidth(), 45);
        BufferedImage white = new Canvas(bottom.getWidth(), bottom.getHeight()).image();

        assertThat(Bounds.ofChanges(bottom, white).getWidth())
                .as("of the only text there")
                .isCloseTo(Canvas.width(Canvas.TEXT, "predicted class"), within(5.0));
    }

    @Test
    void theNameOfAClassIsBesideItsRowAndUnderItsColumn() {
        BufferedImage picture = Confusions.counts(MATRIX, "shirt", "bag", "hat");
        Rectangle last = Bounds.ofChanges(picture, Confusions.counts(MATRIX, "shirt", "bag", "cap"));
        int cell = 560 / 3;

        assertThat(last.height).as("from the last row down").isBetween(cell / 2, cell);
        assertThat(last.width).as("to the last column").isBetween(2 * cell, 3 * cell);
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

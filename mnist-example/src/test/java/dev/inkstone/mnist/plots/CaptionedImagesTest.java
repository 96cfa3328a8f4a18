package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.losses.Targets;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples and misclassified images, told apart by their colours. */
class CaptionedImagesTest {
    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;

    @Test
    void samplesAreTheFirstImagesEachOverItsOwnLabel() {
        BufferedImage picture = samples(5, 5, 5);
        Rectangle green = Bounds.ofColor(picture, GREEN);

        assertThat(isLeftOf(Bounds.ofColor(picture, RED), green)).isTrue();
        assertThat(isLeftOf(green, Bounds.ofColor(picture, BLUE))).isTrue();
        Rectangle label = Bounds.ofChanges(picture, samples(5, 8, 5));
        assertThat(under(green, 16).contains(label))
                .as("%s under %s", label, green)
                .isTrue();
    }

    @Test
    void theLabelUnderASampleIsTheNameOfItsClassOrItsIndex() {
        assertThat(Bounds.ofChanges(samples(7), named(0, "7")).isEmpty()).isTrue();
        assertThat(Bounds.ofChanges(named(2, "T", "U", "V"), named(0, "V")).isEmpty())
                .isTrue();
    }

    @Test
    void misclassifiedImagesAreThoseOfTheMistakesEachOverItsOwnCaptions() {
        Mistake ofBlue = new Mistake(2, 0, 1, 0.9);
        BufferedImage picture = misclassified(ofBlue, new Mistake(0, 1, 0, 0.8));
        Rectangle blue = Bounds.ofColor(picture, BLUE);
        Rectangle red = Bounds.ofColor(picture, RED);

        assertThat(isLeftOf(blue, red)).as("the order of the mistakes").isTrue();
        assertThat(Bounds.ofColor(picture, GREEN).isEmpty()).as("no mistake").isTrue();
        Rectangle answer = Bounds.ofChanges(picture, misclassified(ofBlue, new Mistake(0, 1, 0, 0.7)));
        assertThat(under(red, 32).contains(answer))
                .as("%s under %s", answer, red)
                .isTrue();
    }

    /** The first images of three: a red, a green and a blue one. */
    private static Dataset data(int... labels) {
        float[] values = new float[labels.length * 16 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == i / (16 * 3) ? 1 : 0;
        }
        return Datasets.of(values, Shape.of(4, 4, 3), labels);
    }

    private static BufferedImage samples(int... labels) {
        return Samples.draw("images", data(labels), labels.length);
    }

    private static BufferedImage named(int label, String... names) {
        return Samples.draw("images", data(label), 1, names);
    }

    private static BufferedImage misclassified(Mistake... mistakes) {
        ConfusionMatrix matrix = ConfusionMatrix.of(
                Tensor.of(Shape.of(3, 2), 0, 1, 0, 1, 1, 0), Targets.of(IntTensor.of(Shape.of(3), 0, 1, 1)));
        return Misclassified.draw(new Review(matrix, List.of(mistakes)), data(1, 1, 0));
    }

    private static boolean isLeftOf(Rectangle one, Rectangle other) {
        return !one.isEmpty() && one.y == other.y && one.getMaxX() < other.x;
    }

    private static Rectangle under(Rectangle image, int height) {
        return new Rectangle(image.x, image.y + image.height, image.width, height);
    }
}

package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitImageTest {
    private static final int[] SIZES = {28, 40, 64, 130, 300};

    @TempDir
    Path folder;

    @Test
    void digitsDrawnAtAnySizeAndPolarityAreReadAsWellAsTheOriginals() throws Exception {
        int count = 1000;
        byte[] images = Digits.file("t10k-images-idx3-ubyte");
        byte[] labels = Digits.file("t10k-labels-idx1-ubyte");
        float[] raw = new float[count * 784];
        for (int i = 0; i < count; i++) {
            int[] pixels = Digits.testImage(images, i);
            for (int j = 0; j < 784; j++) {
                raw[i * 784 + j] = pixels[j] / 255f;
            }
        }
        Model model = TrainedModel.get();
        double original = accuracy(model, raw, labels);
        assertThat(original).isGreaterThan(0.9);

        for (int size : SIZES) {
            for (boolean darkOnLight : new boolean[] {false, true}) {
                float[] prepared = new float[count * 784];
                for (int i = 0; i < count; i++) {
                    Grey drawn = DigitImage.grey(draw(Digits.testImage(images, i), size, darkOnLight));
                    System.arraycopy(DigitImage.prepare(drawn), 0, prepared, i * 784, 784);
                }
                assertThat(accuracy(model, prepared, labels))
                        .as("%d pixels, dark on light: %s, original %.3f", size, darkOnLight, original)
                        .isGreaterThanOrEqualTo(original - 0.01);
            }
        }
    }

    @Test
    void aPictureThatIsPreparedAlreadyStaysAsItIs() throws Exception {
        int[] seven = Digits.testImage(Digits.file("t10k-images-idx3-ubyte"), 0);
        ImageIO.write(draw(seven, 28, false), "png", folder.resolve("seven.png").toFile());

        float[] prepared = DigitImage.read(folder.resolve("seven.png"));

        double difference = 0;
        for (int i = 0; i < 784; i++) {
            difference += Math.abs(prepared[i] - seven[i] / 255f) / 784;
        }
        assertThat(difference).isLessThan(0.02);
    }

    @Test
    void aThinDarkStrokeOnALargeSheetIsNotLost() throws Exception {
        BufferedImage sheet = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(new Color(250, 245, 230));
        graphics.fillRect(0, 0, 900, 600);
        graphics.setColor(new Color(30, 30, 120));
        graphics.drawLine(700, 100, 700, 499);
        graphics.dispose();
        ImageIO.write(sheet, "jpg", folder.resolve("one.jpg").toFile());

        float[] one = DigitImage.read(folder.resolve("one.jpg"));

        int lit = 0;
        for (int row = 0; row < 28; row++) {
            lit += one[row * 28 + 14] > 0.9f ? 1 : 0;
        }
        assertThat(lit).as("rows of the middle column with ink").isEqualTo(20);
    }

    @Test
    void blankAndTransparentPictures() throws Exception {
        BufferedImage blank = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
        Path file = folder.resolve("blank.png");
        ImageIO.write(blank, "png", file.toFile());
        assertThatThrownBy(() -> DigitImage.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("all pixels are nearly alike, expected a digit");

        for (Color ink : new Color[] {Color.BLACK, Color.WHITE}) {
            Graphics2D graphics = blank.createGraphics();
            graphics.setColor(ink);
            graphics.fillRect(20, 10, 5, 30);
            graphics.dispose();
            ImageIO.write(blank, "png", file.toFile());
            assertThat(DigitImage.read(file)).as("%s on nothing", ink).contains(1f);
        }
    }

    private static double accuracy(Model model, float[] pixels, byte[] labels) {
        int count = pixels.length / 784;
        Tensor logits = model.predict(Tensor.wrap(pixels, 0, Shape.of(count, 28, 28, 1)));
        int right = 0;
        for (int i = 0; i < count; i++) {
            double[] probabilities = DigitModel.probabilities(logits, i);
            right += probabilities[labels[8 + i]]
                            >= java.util.Arrays.stream(probabilities).max().orElse(2)
                    ? 1
                    : 0;
        }
        return (double) right / count;
    }

    /** The digit as a scanner would see it: {@code size} pixels somewhere on a larger sheet. */
    private static BufferedImage draw(int[] pixels, int size, boolean darkOnLight) throws IOException {
        BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 784; i++) {
            int grey = darkOnLight ? 255 - pixels[i] : pixels[i];
            digit.getRaster().setSample(i % 28, i / 28, 0, grey);
        }
        BufferedImage sheet = new BufferedImage(size + size / 4, size + size / 7, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(darkOnLight ? Color.WHITE : Color.BLACK);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(digit, size / 5, size / 10, size, size, null);
        graphics.dispose();
        return sheet;
    }
}

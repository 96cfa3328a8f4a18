package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.layers.Model;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad image costs the answer for that image, and no other. */
class PredictTest {
    @TempDir
    Path folder;

    @Test
    void theReadableImagesAreAnsweredAndTheBadOneIsReported() throws Exception {
        Path model = model();
        Path a = one("a.png", "png");
        Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
        Path b = one("b.png", "png");

        Program.Outcome outcome = Program.run("predict", "--model-file", model, a, bad, b);

        assertThat(outcome.code()).isEqualTo(2);
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith(a + "\t");
        assertThat(lines.get(1)).startsWith(b + "\t");
        assertThat(outcome.err().strip()).isEqualTo("error: image " + bad + ": not an image, expected PNG or JPEG");
        assertThat(Program.run("predict", "--model-file", model, a, b).code()).isZero();
    }

    @Test
    void withoutAReadableImageThereIsNoAnswer() throws Exception {
        Path bad = folder.resolve("missing.png");
        Program.Outcome outcome = Program.run("predict", "--model-file", model(), bad, folder);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .containsExactly(
                        "error: image '" + bad + "': no such file, expected a PNG or JPEG image",
                        "error: image '" + folder + "': a folder, expected a PNG or JPEG image");
    }

    /** The decoder fills what is missing with grey and only warns. */
    @Test
    void truncatedJpeg() throws Exception {
        Path whole = one("whole.jpg", "jpg");
        assertThat(DigitImage.read(whole)).contains(1f);
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {bytes.length * 3 / 4, bytes.length / 2, 200, 3}) {
            Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> DigitImage.read(cut))
                    .as("the first %d of %d bytes", length, bytes.length)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("image " + cut + ": not a")
                    .hasMessageContaining("expected");
        }
    }

    /** As root, who may read everything, there is nothing to see. */
    @Test
    void anImageThatMayNotBeRead() throws Exception {
        Path image = one("secret.png", "png");
        assumeTrue(image.toFile().setReadable(false) && !Files.isReadable(image), "permissions bind this user");
        assertThatThrownBy(() -> DigitImage.read(image))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be read (permission denied), expected a PNG or JPEG image");
    }

    private Path model() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Saver.saveModel(Model.build(DigitModel.INPUT, 1, Recipe.named("cnn").layers()), file);
        return file;
    }

    /** A stroke on paper. */
    private Path one(String name, String format) throws IOException {
        BufferedImage sheet = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 300, 200);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(140, 40, 12, 120);
        graphics.dispose();
        Path file = folder.resolve(name);
        ImageIO.write(sheet, format, file.toFile());
        return file;
    }
}

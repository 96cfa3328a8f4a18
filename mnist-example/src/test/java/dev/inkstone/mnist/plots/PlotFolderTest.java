package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotFolderTest {
    @TempDir
    Path folder;

    /** With a palette and without one. */
    @Test
    void picturesComeBackPixelForPixel() throws IOException {
        for (int colors : new int[] {1, 256, 257, 4096}) {
            BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 64 * 64; i++) {
                picture.setRGB(i % 64, i / 64, 0xff000000 | i % colors * 4099);
            }
            new PlotFolder(folder.resolve("new")).png("picture", picture);
            BufferedImage read = ImageIO.read(folder.resolve("new/picture.png").toFile());
            assertThat(pixels(read)).as("%d colours", colors).isEqualTo(pixels(picture));
            assertThat(read.getColorModel().getPixelSize() <= 8)
                    .as("a byte for a pixel of %d colours", colors)
                    .isEqualTo(colors <= 256);
        }
    }

    @Test
    void aFileThatCannotBeReplacedIsLeftAloneAndNothingIsLeftBesideIt() throws IOException {
        Files.createDirectories(folder.resolve("network.svg/full"));

        assertThatThrownBy(() -> new PlotFolder(folder).svg("network", "<svg/>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder, expected the name of a file");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("network.svg"));
        }
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).map(pixel -> pixel & 0xffffff).toArray();
    }
}

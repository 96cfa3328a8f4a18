package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The pictures of {@code docs/augmentation.md} show what the library does today. */
class AugmentationPicturesTest {
    private static final int MOST_BYTES = 30_000;

    @Test
    void picturesAreWhatTheLibraryDraws() throws IOException {
        Path folder = CodeBlock.root().resolve("docs/images/augmentation");
        String page = Files.readString(CodeBlock.root().resolve("docs").resolve("augmentation.md"));
        for (Map.Entry<String, BufferedImage> picture :
                AugmentationPictures.all().entrySet()) {
            Path file = folder.resolve(picture.getKey() + ".png");
            assertThat(pixels(ImageIO.read(file.toFile())))
                    .as("%s; AugmentationPictures.main writes it anew", file)
                    .isEqualTo(pixels(picture.getValue()));
            assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(MOST_BYTES);
            assertThat(page).contains("](images/augmentation/" + picture.getKey() + ".png)");
        }
    }

    private static int[] pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    }
}

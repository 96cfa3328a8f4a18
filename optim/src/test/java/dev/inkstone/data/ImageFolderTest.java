package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.inkstone.data.resampling.Resampling;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class ImageFolderTest {
    private static final Shape COLOURS = Shape.of(2, 2, 3);
    private static final Shape GREY = Shape.of(2, 2, 1);

    @TempDir
    Path folder;

    @BeforeEach
    void images() throws IOException {
        write("dogs/b.PNG", BufferedImage.TYPE_INT_RGB, 2, 2, 0xff0000, 0x00ff00, 0x0000ff, 0x102030);
        write("dogs/a.png", BufferedImage.TYPE_BYTE_GRAY, 4, 2, 10, 20, 30, 50, 110, 120, 130, 150);
        write("cats/c.bmp", BufferedImage.TYPE_INT_RGB, 1, 1, 0x404040);
        Files.writeString(folder.resolve("dogs/.hidden.png"), "no image");
        Files.writeString(folder.resolve("dogs/notes.txt"), "good dogs");
        Files.createDirectory(folder.resolve(".cache"));
        Files.createDirectory(folder.resolve("dogs/puppies.png"));
        Files.writeString(folder.resolve("readme.png"), "not in a class");
    }

    /** Grey images take samples, others RGB values. */
    private void write(String name, int type, int width, int height, int... pixels) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < pixels.length; i++) {
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                image.getRaster().setSample(i % width, i / width, 0, pixels[i]);
            } else {
                image.setRGB(i % width, i / width, pixels[i]);
            }
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String format = name.toLowerCase(Locale.ROOT).replaceAll(".*\\.", "");
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
    }

    @Test
    void foldersAreClassesAndImagesGetOneSize() throws IOException {
        ImageFolder data = ImageFolder.read(folder, COLOURS);
        assertThat(data.classNames()).containsExactly("cats", "dogs");
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.classCounts()).containsExactly(1, 2);
        assertThat(data.file(1)).isEqualTo(folder.resolve("dogs/a.png"));
        assertThat(pixels(data, 0)).containsOnly(64);
        assertThat(pixels(data, 1)).containsExactly(15, 15, 15, 40, 40, 40, 115, 115, 115, 140, 140, 140);
        assertThat(pixels(data, 2)).containsExactly(255, 0, 0, 0, 255, 0, 0, 0, 255, 16, 32, 48);
        assertThat(pixels(ImageFolder.read(folder, GREY), 2)).containsExactly(76, 150, 29, 29);
        assertThat(pixels(ImageFolder.read(folder, GREY), 1)).containsExactly(15, 40, 115, 140);
        assertThat(data.withClasses(List.of("dogs", "cows", "cats")).label(0)).isEqualTo(2);
    }

    @Test
    void linksCountIfTheyLeadToAnImage() throws IOException {
        Files.createSymbolicLink(folder.resolve("cats/linked.png"), folder.resolve("dogs/a.png"));
        Files.createSymbolicLink(folder.resolve("cats/nowhere.png"), folder.resolve("gone.png"));
        ImageFolder data = ImageFolder.read(folder, GREY);
        assertThat(data.classCounts()).containsExactly(2, 2);
        assertThat(pixels(data, 1)).containsExactly(15, 40, 115, 140);
    }

    @Test
    void decodedLaterTheyHaveTheSameBits() throws IOException {
        float[] expected = ViewsTest.epoch(ImageFolder.read(folder, COLOURS), 0, 3);
        ImageFolder later = ImageFolder.open(folder, COLOURS);
        for (int threads : new int[] {1, 3}) {
            try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                assertThat(ViewsTest.epoch(later, 0, 2)).containsExactly(expected);
                assertThat(ViewsTest.all(later.batches(2).prefetch(1).epoch(0))).containsExactly(expected);
            }
        }
    }

    @Test
    void resizingTakesMeansOfAreasAndLinesBetweenCentres() {
        exactly(apply(Resampling.of(3, 2), 0, 30, 60), 10, 50);
        exactly(apply(Resampling.of(2, 4), 0, 40), 0, 10, 30, 40);
        exactly(apply(Resampling.of(5, 5), 1, 2, 3, 4, 5), 1, 2, 3, 4, 5);
        exactly(apply(Resampling.of(7, 1), 7, 7, 7, 7, 7, 7, 0), 6);
    }

    private static void exactly(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, offset(1e-12 * 60));
    }

    private static double[] apply(Resampling resampling, double... source) {
        double[] target = new double[resampling.first().length];
        for (int i = 0; i < target.length; i++) {
            for (int k = 0; k < resampling.weights()[i].length; k++) {
                target[i] += resampling.weights()[i][k] * source[resampling.first()[i] + k];
            }
        }
        return target;
    }

    @Test
    void damagedImagesAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("cats/d.jpg"), "not an image");
        refused(text, "its content is of no known format");
        Path png = folder.resolve("dogs/b.PNG");
        byte[] bytes = Files.readAllBytes(png);
        Files.delete(text);
        Files.write(png, Arrays.copyOf(bytes, bytes.length / 2));
        refused(png, "");
        Files.delete(png);
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, 0x9E3779B9 * i);
        }
        Path jpeg = folder.resolve("dogs/e.jpeg");
        ImageIO.write(noise, "jpeg", jpeg.toFile());
        assertThat(ImageFolder.read(folder, COLOURS).size()).isEqualTo(3);
        bytes = Files.readAllBytes(jpeg);
        Files.write(jpeg, Arrays.copyOf(bytes, bytes.length / 2));
        refused(jpeg, "");
    }

    private void refused(Path file, String reason) throws IOException {
        assertThatThrownBy(() -> ImageFolder.read(folder, COLOURS))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("image " + file + ": cannot be read (" + reason)
                .hasMessageEndingWith("), expected an undamaged BMP, GIF, JPEG or PNG file; repair or remove it");
        ImageFolder later = ImageFolder.open(folder, COLOURS);
        assertThatThrownBy(() -> ViewsTest.epoch(later, 0, 3)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatIsNoFolderOfClassesIsRefused() throws IOException {
        assertThatThrownBy(() -> ImageFolder.read(folder, Shape.of(2, 2)))
                .hasMessage("images " + folder + ": shape [2, 2], expected [height, width, 1] or [height, width, 3]");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> ImageFolder.read(empty, GREY))
                .hasMessage("images " + empty + ": no folders, expected one for each class");
        assertThatThrownBy(() -> ImageFolder.read(folder, GREY))
                .hasMessage("images " + empty + ": no image, expected at least one that ends in .bmp, .gif, .jpeg, .jpg"
                        + " or .png; remove the folder if it is no class");
        Files.delete(empty);
        assertThatThrownBy(() -> ImageFolder.read(folder, GREY).withClasses(List.of("dogs")))
                .hasMessage("images: class 'cats', expected one of [dogs]");
    }

    private static int[] pixels(Dataset data, int index) {
        float[] values = new float[data.inputShape().size()];
        data.read(index, values, 0);
        int[] pixels = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = Math.round(values[i] * 255);
        }
        return pixels;
    }
}

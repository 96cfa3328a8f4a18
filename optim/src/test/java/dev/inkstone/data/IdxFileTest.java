package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class IdxFileTest {
    private static final byte[] IMAGES = idx(0x803, new int[] {2, 1, 3}, 0, 51, 102, 153, 204, 255);
    private static final byte[] LABELS = idx(0x801, new int[] {2}, 7, 255);

    @Test
    void readsImagesAndLabelsGzippedOrNot(@TempDir Path folder) throws IOException {
        Path images = Files.write(folder.resolve("images"), zipped(IMAGES)); // the content tells, not the name
        Path labels = Files.write(folder.resolve("labels.gz"), LABELS);
        Dataset data = IdxDataset.read(images, labels);
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.inputShape()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(new int[] {data.label(0), data.label(1)}).containsExactly(7, 255);
        float[] image = new float[4];
        data.read(1, image, 1);
        assertThat(image).containsExactly(0, 153 * (1 / 255f), 204 * (1 / 255f), 1f);
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        refuses(LABELS, "f: magic 0x00000801, expected 0x00000803 (unsigned bytes, 3 dimensions)");
        refuses(new byte[] {0, 0, 8}, "f: magic 0x000008, expected 0x00000803");
        refuses(new byte[0], "f: is empty, expected an IDX file");
        refuses(Arrays.copyOf(IMAGES, 10), "f: truncated in its header, expected 3 dimensions");
        refuses(Arrays.copyOf(IMAGES, IMAGES.length - 1), "f: truncated after 5 values, expected 6 for [2, 1, 3]");
        refuses(Arrays.copyOf(IMAGES, IMAGES.length + 1), "f: goes on after 6 values, expected its end");
        refuses(idx(0x803, new int[] {70000, 70000, 1}), "f: dimensions [70000, 70000, 1], expected");
        refuses(idx(0x803, new int[] {-1, 1, 1}), "f: dimensions [4294967295, 1, 1], expected fewer than 2^31 values");
        refuses(idx(0x803, new int[] {2_000_000_000, 1, 1}), "f: truncated after 0 values"); // and allocates nothing
        refuses(Arrays.copyOf(zipped(IMAGES), 25), "f: damaged gzip data");
    }

    @Test
    void imagesAndLabelsMustAgree() throws IOException {
        IdxFile images = IdxFile.read(new ByteArrayInputStream(IMAGES), "images", 3);
        IdxFile labels = IdxFile.read(new ByteArrayInputStream(idx(0x801, new int[] {1}, 7)), "labels", 1);
        assertThatThrownBy(() -> IdxDataset.of(images, labels))
                .isInstanceOf(IdxFormatException.class)
                .hasMessage("labels: 1 labels, expected 2, as many as images has images");
    }

    private static void refuses(byte[] file, String message) {
        assertThatThrownBy(() -> IdxFile.read(new ByteArrayInputStream(file), "f", 3))
                .isInstanceOf(IdxFormatException.class)
                .hasMessageStartingWith(message);
    }

    private static byte[] idx(int magic, int[] dims, int... values) {
        ByteBuffer file =
                ByteBuffer.allocate(4 + 4 * dims.length + values.length).putInt(magic);
        Arrays.stream(dims).forEach(file::putInt);
        Arrays.stream(values).forEach(value -> file.put((byte) value));
        return file.array();
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}

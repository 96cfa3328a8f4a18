package dev.inkstone.tensorboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryWriterTest {
    /** Four events as the Python packages tensorboard 2.21.0 and protobuf 7.36.2 write them. */
    private static final String GOLDEN =
            "2400000000000000422b804d09000000000000f83f1a0d627261696e2e4576656e743a32520a0a08696e6b73746f6e65"
                    + "4ff99170100000000000000095fbfe1809000000000000f83f10ac023a020801713b788a31000000000000009d8383e9090000"
                    + "00000000f83f10ac022a230a210a046c6f7373420a080112002a040000803e4a0d0a090a077363616c61727320019a1aae31"
                    + "220000000000000078113dfd09000000000000f83f10ac022a140a120a046c6f7373420a080112002a040000803ee0a37c19";

    @TempDir
    Path folder;

    @Test
    void bytesAreThoseOfTheReferenceImplementation() throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1500), ZoneOffset.UTC);
        Path file;
        try (SummaryWriter writer = SummaryWriter.in(folder, clock)) {
            writer.restart(300);
            writer.scalar("loss", 0.25, 300);
            writer.scalar("loss", 0.25, 300);
            file = writer.path();
            assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                    .as("written before the writer is closed")
                    .isEqualTo(GOLDEN);
        }
        assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.0000000001.");
    }

    @Test
    void scalarsKeepWhatIsNotFinite() throws IOException {
        try (SummaryWriter writer = SummaryWriter.in(folder)) {
            writer.scalar("loss", 1.5, 0);
            writer.scalar("loss", Double.NaN, 1);
            writer.scalar("loss", Double.NEGATIVE_INFINITY, 2);
            writer.scalar("loss", 1e300, Long.MAX_VALUE);
        }
        RunReader.Series loss = RunReader.read(folder).tags.get("loss");
        assertThat(loss.plugin()).isEqualTo("scalars");
        assertThat(loss.scalars()).containsExactly(1.5f, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertThat(loss.steps()).containsExactly(0L, 1L, 2L, Long.MAX_VALUE);
    }

    @Test
    void histogramsHaveThirtyBucketsOfEqualWidth() throws IOException {
        Tensor values = Tensor.zeros(Shape.of(301));
        for (int i = 0; i < 301; i++) {
            values.array()[i] = i / 10f; // ten in a bucket, and the largest one in the last
        }
        double[][] buckets = buckets("ramp", values);
        assertThat(buckets).hasDimensions(30, 3);
        assertThat(Arrays.stream(buckets).mapToDouble(bucket -> bucket[2]).sum())
                .isEqualTo(301);
        for (int i = 0; i < 30; i++) {
            assertThat(buckets[i][0]).isEqualTo(i);
            assertThat(buckets[i][1]).isEqualTo(i + 1);
            int in = i;
            long expected = IntStream.range(0, 301)
                    .filter(j -> Math.min((int) (values.get(j)), 29) == in)
                    .count();
            assertThat(buckets[i][2]).isEqualTo(expected);
        }
    }

    /** As tf.summary.histogram has it. */
    @Test
    void histogramsOfEqualOrNoValuesAreDefined() throws IOException {
        double[][] equal = buckets("equal", Tensor.of(Shape.of(2, 2), 7, 7, 7, 7));
        assertThat(equal[28]).containsExactly(7, 7, 0);
        assertThat(equal[29]).containsExactly(7, 7, 4);
        assertThat(buckets("none", Tensor.zeros(Shape.of(0, 3))))
                .hasDimensions(30, 3)
                .isEqualTo(new double[30][3]);
    }

    @Test
    void valuesThatAreNotFiniteAreCountedBesideTheHistogram() throws IOException {
        float huge = Float.MAX_VALUE;
        Tensor values =
                Tensor.of(Shape.of(6), -huge, Float.NaN, huge, Float.POSITIVE_INFINITY, 0, Float.NEGATIVE_INFINITY);
        double[][] buckets = buckets("mixed", values);
        assertThat(buckets[0]).containsExactly(-huge, -huge + (huge - -(double) huge) / 30, 1);
        assertThat(buckets[15][2]).isEqualTo(1);
        assertThat(buckets[29][1]).isEqualTo(huge);
        RunReader run = RunReader.read(folder.resolve("mixed"));
        assertThat(run.tags.get("mixed/not_finite").scalars()).containsExactly(3f);
        assertThat(buckets("nan", Tensor.of(Shape.of(1), Float.NaN))).isEqualTo(new double[30][3]);
    }

    private double[][] buckets(String tag, Tensor values) throws IOException {
        try (SummaryWriter writer = SummaryWriter.in(folder.resolve(tag))) {
            writer.histogram(tag, values, 1);
        }
        RunReader.Series series = RunReader.read(folder.resolve(tag)).tags.get(tag);
        assertThat(series.plugin()).isEqualTo("histograms");
        assertThat(series.points().get(0).tensor().integer(1)).as("double").isEqualTo(2);
        return series.points().get(0).buckets();
    }

    @Test
    void imagesArePngThatOthersRead() throws IOException {
        Tensor grey = Tensor.of(Shape.of(2, 3, 1), 0, 0.5f, 1, -3, 7, Float.NaN);
        Tensor colours = Tensor.of(Shape.of(2, 1, 1, 3), 1, 0, 0, 0, 0.2f, 1);
        try (SummaryWriter writer = SummaryWriter.in(folder)) {
            writer.image("grey", grey, 4);
            writer.images("colours", colours, 4);
        }
        RunReader run = RunReader.read(folder);
        List<byte[]> strings = strings(run, "grey");
        assertThat(new String(strings.get(0), US_ASCII)).isEqualTo("3");
        assertThat(new String(strings.get(1), US_ASCII)).isEqualTo("2");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(strings.get(2)));
        int[] levels = image.getRaster().getPixels(0, 0, 3, 2, (int[]) null);
        assertThat(levels).containsExactly(0, 128, 255, 0, 255, 0);

        List<byte[]> two = strings(run, "colours");
        assertThat(two).hasSize(4);
        assertThat(ImageIO.read(new ByteArrayInputStream(two.get(2))).getRGB(0, 0))
                .isEqualTo(0xFFFF0000);
        assertThat(ImageIO.read(new ByteArrayInputStream(two.get(3))).getRGB(0, 0))
                .isEqualTo(0xFF0033FF);
    }

    @Test
    void aLargeImageIsCompressedRowByRow() throws IOException {
        int side = 700;
        Tensor noise = Tensor.zeros(Shape.of(side, side, 3));
        for (int i = 0; i < noise.size(); i++) {
            noise.array()[i] = (i * 2654435761L >>> 7 & 255) / 255f;
        }
        try (SummaryWriter writer = SummaryWriter.in(folder)) {
            writer.image("noise", noise, 0);
        }
        byte[] png = strings(RunReader.read(folder), "noise").get(2);
        int[] read = ImageIO.read(new ByteArrayInputStream(png)).getRaster().getPixels(0, 0, side, side, (int[]) null);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isEqualTo((int) (i * 2654435761L >>> 7 & 255));
        }
    }

    private static List<byte[]> strings(RunReader run, String tag) {
        assertThat(run.tags.get(tag).plugin()).isEqualTo("images");
        Wire tensor = run.tags.get(tag).points().get(0).tensor();
        assertThat(tensor.integer(1)).as("string").isEqualTo(7);
        List<byte[]> strings = tensor.allBytes(8);
        assertThat(RunReader.dims(tensor.message(2))).containsExactly((long) strings.size());
        return strings;
    }

    @Test
    void textsKeepEveryCharacter() throws IOException {
        try (SummaryWriter writer = SummaryWriter.in(folder)) {
            writer.text("Größe/ε", "**ε** = 1e-3 ✓ 𝄞", 2);
        }
        RunReader.Series series = RunReader.read(folder).tags.get("Größe/ε");
        assertThat(series.plugin()).isEqualTo("text");
        assertThat(series.points().get(0).tensor().texts(8)).containsExactly("**ε** = 1e-3 ✓ 𝄞");
    }

    @Test
    void misuseIsExplained() throws IOException {
        SummaryWriter writer = SummaryWriter.in(folder);
        writer.scalar("loss", 1, 0);
        assertThatThrownBy(() -> writer.text("loss", "low", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensorboard: tag 'loss' for text holds scalars,"
                        + " expected one kind of values for a tag; choose another tag");
        assertThatThrownBy(() -> writer.scalar(" ", 1, 1)).hasMessage("tensorboard: tag ' ' is empty, expected a name");
        assertThatThrownBy(() -> writer.scalar("loss", 1, -1)).hasMessage("tensorboard: step -1, expected 0 or more");
        assertThatThrownBy(() -> writer.image("digit", Tensor.zeros(Shape.of(28, 28)), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("tensorboard: image 'digit' [28, 28] has rank 2, expected [height, width, channels];"
                        + " write a batch with images(…)");
        assertThatThrownBy(() -> writer.image("digit", Tensor.zeros(Shape.of(28, 28, 5)), 1))
                .hasMessage("tensorboard: images 'digit' [1, 28, 28, 5],"
                        + " expected [number, height, width, 1 to 4 channels], none of them 0");
        writer.flush();
        writer.close();
        writer.close();
        assertThatThrownBy(writer::flush).hasMessageContaining("is closed, expected an open writer");
        assertThatThrownBy(() -> writer.scalar("loss", 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tensorboard: '" + writer.path()
                        + "' is closed, expected an open writer; make a new one for the run");
        assertThat(RunReader.read(folder).tags.get("loss").steps()).containsExactly(0L);
    }
}

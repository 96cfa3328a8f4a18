package dev.inkstone.mnist.plots;

import dev.inkstone.checkpoint.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Where plots are written to. Each file appears whole or not at all.
 *
 * @param path the folder, made with the first file
 */
public record PlotFolder(Path path) {
    /** Writes {@code <name>.png}. */
    public void png(String name, BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam small = writer.getDefaultWriteParam();
        small.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        small.setCompressionQuality(0.35f);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) { // no file of its own
            writer.setOutput(out);
            writer.write(null, new IIOImage(Palette.of(image), null, null), small);
        } finally {
            writer.dispose();
        }
        write(name + ".png", bytes.toByteArray());
    }

    /** Writes {@code <name>.svg}. */
    public void svg(String name, String text) throws IOException {
        write(name + ".svg", text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] bytes) throws IOException {
        AtomicFile.write(path.resolve(name), channel -> writeAll(channel, ByteBuffer.wrap(bytes)));
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

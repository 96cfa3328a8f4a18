package dev.inkstone.data;

import dev.inkstone.data.resampling.Resampling;
import dev.inkstone.tensor.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Decodes image files into bytes of a given size. Colour profiles and transparency are left out of account. */
final class Pixels {
    /** A small file may announce a huge image. */
    private static final long MOST = 100_000_000;

    private final BufferedImage image;
    private final int width;
    private final int channels;
    private final boolean samples;
    private final int bands;
    private final double scale;

    private Pixels(BufferedImage image, int channels) {
        this.image = image;
        this.width = image.getWidth();
        this.channels = channels;
        int colours = image.getColorModel().getNumColorComponents();
        this.samples = image.getColorModel() instanceof ComponentColorModel && (colours == 1 || colours == 3);
        this.bands = samples ? image.getRaster().getNumBands() : 3;
        this.scale = samples ? 255.0 / ((1L << image.getColorModel().getComponentSize(0)) - 1) : 1;
    }

    /**
     * The pixels of an image in row-major order.
     *
     * @param shape {@code [height, width, channels]}, with 1 or 3 channels
     * @throws IOException if the file cannot be read, or is no undamaged image
     */
    static byte[] read(Path file, Shape shape) throws IOException {
        return new Pixels(decode(file), shape.dim(2)).resized(shape);
    }

    private static BufferedImage decode(Path file) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("its content is of no known format");
            }
            ImageReader reader = readers.next();
            try {
                return decode(in, reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // decoders throw either for damaged files
            throw new IOException(
                    "image " + file + ": cannot be read (" + e.getMessage()
                            + "), expected an undamaged BMP, GIF, JPEG or PNG file; repair or remove it",
                    e);
        }
    }

    private static BufferedImage decode(ImageInputStream in, ImageReader reader) throws IOException {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST) {
            throw new IOException(reader.getWidth(0) + "×" + reader.getHeight(0) + " pixels, more than " + MOST);
        }
        List<String> damage = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> { // all that is said of a JPEG that ends too early
            if (warning.matches(".*(Premature|Truncated|Corrupt).*")) {
                damage.add(warning);
            }
        });
        BufferedImage image = reader.read(0);
        if (!damage.isEmpty()) {
            throw new IOException(damage.get(0));
        }
        return image;
    }

    private byte[] resized(Shape shape) {
        Resampling rows = Resampling.of(image.getHeight(), shape.dim(0));
        Resampling columns = Resampling.of(width, shape.dim(1));
        byte[] bytes = new byte[shape.size()];
        double[] source = new double[width * channels];
        double[] mixed = new double[width * channels];
        int at = 0;
        for (int y = 0; y < shape.dim(0); y++) {
            Arrays.fill(mixed, 0);
            for (int k = 0; k < rows.weights()[y].length; k++) {
                row(rows.first()[y] + k, source);
                for (int i = 0; i < mixed.length; i++) {
                    mixed[i] += rows.weights()[y][k] * source[i];
                }
            }
            at = mix(mixed, columns, bytes, at);
        }
        return bytes;
    }

    private int mix(double[] row, Resampling columns, byte[] bytes, int start) {
        int at = start;
        for (int x = 0; x < columns.first().length; x++) {
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int k = 0; k < columns.weights()[x].length; k++) {
                    sum += columns.weights()[x][k] * row[(columns.first()[x] + k) * channels + c];
                }
                bytes[at++] = (byte) Math.round(Math.max(0, Math.min(255, sum)));
            }
        }
        return at;
    }

    /**
     * A row of values from 0 to 255. Samples are taken as they are in the file: {@code getRGB} would take grey ones for linear,
     * and make them brighter.
     */
    private void row(int y, double[] target) {
        int[] values = samples ? image.getRaster().getPixels(0, y, width, 1, (int[]) null) : new int[3 * width];
        if (!samples) {
            for (int x = 0; x < width; x++) {
                int rgb = image.getRGB(x, y);
                values[3 * x] = rgb >> 16 & 0xff;
                values[3 * x + 1] = rgb >> 8 & 0xff;
                values[3 * x + 2] = rgb & 0xff;
            }
        }
        boolean grey = bands < 3; // a second band is opacity
        for (int x = 0; x < width; x++) {
            double red = scale * values[bands * x];
            double green = grey ? red : scale * values[bands * x + 1];
            double blue = grey ? red : scale * values[bands * x + 2];
            if (channels == 1) {
                target[x] = grey ? red : 0.299 * red + 0.587 * green + 0.114 * blue; // ITU-R BT.601
            } else {
                target[3 * x] = red;
                target[3 * x + 1] = green;
                target[3 * x + 2] = blue;
            }
        }
    }
}

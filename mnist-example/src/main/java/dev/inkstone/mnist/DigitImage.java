package dev.inkstone.mnist;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a picture of one digit as the authors of MNIST prepared theirs: light on dark, cropped, fitted into 20×20 pixels
 * with its proportions kept, and set into 28×28 by its centre of mass.
 */
final class DigitImage {
    /** Rows and columns of what the model takes. */
    static final int SIDE = 28;

    private static final int BOX = 20;
    /** Where MNIST has its centres of mass, to half a pixel: the middle of pixel 14, which is right of and below the middle. */
    private static final double CENTRE = 14.5;

    private static final long MOST_PIXELS = 50_000_000;
    /** Of the contrast. What is fainter lies outside of the box: paper, what JPEG made of it, blur around the strokes. */
    private static final float PAPER = 0.3f;
    /** Pictures whose brightest and darkest pixel differ by less show nothing. */
    private static final float LEAST_CONTRAST = 0.05f;

    private DigitImage() {}

    /**
     * Reads a PNG or JPEG file.
     *
     * @return 28×28 values from 0 (background) to 1 (ink)
     * @throws BadInputException if there is no such file, it is no image, or nothing can be seen on it
     */
    static float[] read(Path file) throws BadInputException {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("image '" + file + "': " + (Files.exists(file) ? "a folder" : "no such file")
                    + ", expected a PNG or JPEG image");
        }
        if (!Files.isReadable(file)) {
            throw new BadInputException(
                    "image " + file + ": cannot be read (permission denied), expected a PNG or JPEG image");
        }
        float[] digit = prepare(grey(decode(file)));
        if (digit == null) {
            throw new BadInputException("image " + file
                    + ": all pixels are nearly alike, expected a digit, dark on light or light on dark");
        }
        return digit;
    }

    /** As {@link #read} from grey values; null if there is no contrast. */
    static float @Nullable [] prepare(Grey picture) {
        Grey ink = picture.ink(LEAST_CONTRAST);
        if (ink == null) {
            return null;
        }
        Grey cropped = ink.crop(PAPER);
        float scale = (float) Math.max(cropped.width(), cropped.height()) / BOX;
        Grey fitted = cropped.resize(Math.round(cropped.width() / scale), Math.round(cropped.height() / scale));
        return centred(fitted.stretched());
    }

    private static float[] centred(Grey digit) {
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int row = 0; row < digit.height(); row++) {
            for (int column = 0; column < digit.width(); column++) {
                float value = digit.at(row, column);
                mass += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
            }
        }
        int left = offset(x / mass, digit.width());
        int top = offset(y / mass, digit.height());
        float[] field = new float[SIDE * SIDE];
        for (int row = 0; row < digit.height(); row++) {
            System.arraycopy(digit.values(), row * digit.width(), field, (top + row) * SIDE + left, digit.width());
        }
        return field;
    }

    /** Where a digit starts whose centre of mass is {@code centre}, so that none of it falls outside. */
    private static int offset(double centre, int size) {
        return (int) Math.max(0, Math.min(SIDE - size, Math.round(CENTRE - centre)));
    }

    private static BufferedImage decode(Path file) throws BadInputException {
        ImageIO.setUseCache(false);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers == null || !readers.hasNext()) {
                throw new BadInputException("image " + file + ": not an image, expected PNG or JPEG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new BadInputException("image " + file + ": " + reader.getWidth(0) + "×" + reader.getHeight(0)
                            + " pixels, expected at most " + MOST_PIXELS + " in all");
                }
                List<String> damage = new ArrayList<>();
                reader.addIIOReadWarningListener(
                        (source, warning) -> { // all that is said of a JPEG that ends too early
                            if (warning.matches(".*(Premature|Truncated|Corrupt).*")) {
                                damage.add(warning);
                            }
                        });
                BufferedImage image = reader.read(0);
                if (!damage.isEmpty()) {
                    throw new IOException(damage.get(0));
                }
                return image;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) { // decoders throw either for damaged files
            throw new BadInputException("image " + file + ": not a readable image (" + e.getMessage()
                    + "), expected an undamaged PNG or JPEG file");
        }
    }

    /** What is transparent lies on white paper, or on black if nothing can be seen on white. */
    static Grey grey(BufferedImage image) {
        float[] opacity = new float[image.getWidth() * image.getHeight()];
        float[] light = new float[opacity.length];
        if (image.getColorModel() instanceof ComponentColorModel model && model.getNumColorComponents() == 1) {
            readGrey(image, model, light, opacity);
        } else {
            readColours(image, light, opacity);
        }
        Grey onWhite = on(1f, image, light, opacity);
        boolean visible = !image.getColorModel().hasAlpha() || onWhite.ink(LEAST_CONTRAST) != null;
        return visible ? onWhite : on(0f, image, light, opacity);
    }

    /** Grey values as they are in the file: {@code getRGB} takes them for linear, and makes them brighter. */
    private static void readGrey(BufferedImage image, ComponentColorModel model, float[] light, float[] opacity) {
        float white = (1 << model.getComponentSize(0)) - 1;
        Raster raster = image.getRaster();
        int width = image.getWidth();
        for (int i = 0; i < light.length; i++) {
            light[i] = raster.getSample(i % width, i / width, 0) / white;
            opacity[i] = model.hasAlpha() ? raster.getSample(i % width, i / width, 1) / white : 1f;
        }
    }

    private static void readColours(BufferedImage image, float[] light, float[] opacity) {
        int width = image.getWidth();
        int[] argb = new int[width];
        for (int i = 0; i < light.length; i++) {
            if (i % width == 0) {
                image.getRGB(0, i / width, width, 1, argb, 0, width);
            }
            int colour = argb[i % width];
            light[i] = (0.299f * (colour >> 16 & 255) + 0.587f * (colour >> 8 & 255) + 0.114f * (colour & 255)) / 255f;
            opacity[i] = (colour >>> 24) / 255f;
        }
    }

    private static Grey on(float paper, BufferedImage image, float[] light, float[] opacity) {
        float[] values = new float[light.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = opacity[i] * light[i] + (1 - opacity[i]) * paper;
        }
        return new Grey(image.getWidth(), image.getHeight(), values);
    }
}

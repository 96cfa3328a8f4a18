package dev.inkstone.mnist;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
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
    private static final long MOST_PIXELS = 100_000_000;
    /** Of the contrast. What is fainter is paper, or what JPEG made of it. */
    private static final float PAPER = 0.12f;
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
            throw new BadInputException("image " + file + ": no such file, expected a PNG or JPEG image");
        }
        float[] digit = prepare(grey(decode(file)));
        if (digit == null) {
            throw new BadInputException(
                    "image " + file + ": all pixels are alike, expected a digit, dark on light or light on dark");
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
        return (int) Math.max(0, Math.min(SIDE - size, Math.round(SIDE / 2.0 - centre)));
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
                return reader.read(0);
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
        Grey onWhite = on(image, Color.WHITE);
        boolean visible = !image.getColorModel().hasAlpha() || onWhite.ink(LEAST_CONTRAST) != null;
        return visible ? onWhite : on(image, Color.BLACK);
    }

    private static Grey on(BufferedImage image, Color paper) {
        BufferedImage flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.drawImage(image, 0, 0, paper, null);
        graphics.dispose();
        int[] rgb = flat.getRGB(0, 0, flat.getWidth(), flat.getHeight(), null, 0, flat.getWidth());
        float[] values = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            values[i] = (0.299f * (rgb[i] >> 16 & 255) + 0.587f * (rgb[i] >> 8 & 255) + 0.114f * (rgb[i] & 255)) / 255f;
        }
        return new Grey(flat.getWidth(), flat.getHeight(), values);
    }
}

package dev.inkstone.tensorboard;

import dev.inkstone.tensor.Tensor;

/**
 * Pixels to draw on.
 *
 * @param channels 1 to 4: grey, grey with alpha, RGB, RGB with alpha
 * @param pixels {@code [height, width, channels]}
 */
record Picture(int height, int width, int channels, byte[] pixels) {
    /** RGB pixels that all have this colour. */
    static Picture filled(int height, int width, byte... colour) {
        Picture picture =
                new Picture(height, width, 3, new byte[Math.multiplyExact(Math.multiplyExact(height, width), 3)]);
        for (int i = 0; i < picture.pixels.length; i += 3) {
            System.arraycopy(colour, 0, picture.pixels, i, 3);
        }
        return picture;
    }

    /** Of an image {@code [height, width, channels]} with 0 for black and 1 for white; see {@link #level}. */
    static Picture of(Tensor image) {
        float[] values = image.array();
        byte[] pixels = new byte[image.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = level(values[image.offset() + i]);
        }
        return new Picture(
                image.shape().dim(0), image.shape().dim(1), image.shape().dim(2), pixels);
    }

    /** A byte for a value: below 0 as 0, above 1 as 1, NaN as 0. */
    static byte level(float value) {
        return (byte) Math.round(255 * Math.max(0f, Math.min(1f, value))); // rounds NaN to 0
    }

    /** Fills a square of {@code size} pixels, its upper left corner at this row and column, with a colour. */
    void square(int row, int column, int size, byte... colour) {
        for (int y = row; y < row + size; y++) {
            for (int x = column; x < column + size; x++) {
                System.arraycopy(colour, 0, pixels, (y * width + x) * channels, channels);
            }
        }
    }

    byte[] toPng() {
        return Png.encode(height, width, channels, pixels);
    }
}

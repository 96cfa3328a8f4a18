package dev.inkstone.mnist.plots;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** Pictures of few colours, which make small files: a byte for each pixel in place of three. */
final class Palette {
    private static final int MOST = 256;

    private Palette() {}

    /** The same picture with a palette, if it has no more colours than one can hold; else the picture itself. */
    static BufferedImage of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        int[] colors = Arrays.stream(pixels).distinct().limit(MOST + 1).sorted().toArray();
        if (colors.length > MOST) {
            return picture;
        }
        IndexColorModel model =
                new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = (byte) Arrays.binarySearch(colors, pixels[i]);
        }
        indexed.getRaster().setDataElements(0, 0, width, height, indices);
        return indexed;
    }
}

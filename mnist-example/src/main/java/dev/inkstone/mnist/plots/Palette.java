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
        int[] colors = new int[MOST];
        byte[] indices = new byte[pixels.length];
        int count = 0;
        int index = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (count == 0 || pixels[i] != colors[index]) { // most pixels are as the one before
                index = indexOf(pixels[i], colors, count);
                if (index == MOST) {
                    return picture;
                }
                colors[index] = pixels[i];
                count = Math.max(count, index + 1);
            }
            indices[i] = (byte) index;
        }
        IndexColorModel model =
                new IndexColorModel(8, count, Arrays.copyOf(colors, count), 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage indexed = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        indexed.getRaster().setDataElements(0, 0, width, height, indices);
        return indexed;
    }

    /** Where a colour stands; behind the others if it is new. */
    private static int indexOf(int color, int[] colors, int count) {
        int index = 0;
        while (index < count && colors[index] != color) {
            index++;
        }
        return index;
    }
}

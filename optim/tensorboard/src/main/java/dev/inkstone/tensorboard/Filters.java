package dev.inkstone.tensorboard;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * The kernel of a convolution {@code [kh, kw, in, out]} as small images side by side. Of one input channel, or of three, which are
 * shown as RGB, there is one for each output; else a row for each input channel and a column for each output, of 32 and 64 at most. A
 * weight of 0 is grey, the largest absolute weight of the kernel is white or black, NaN is black.
 */
final class Filters {
    private static final int MOST_ROWS = 32;
    private static final int MOST_COLUMNS = 64;
    private static final int MOST_TILES = 1024;
    /** Pixels of the longer side that small kernels are magnified to, and how much at most. */
    private static final int SIDE = 1024;

    private static final int MAGNIFIED = 16;
    /** No shade of grey. */
    private static final byte[] BORDER = {(byte) 0x5B, (byte) 0x8D, (byte) 0xD9};

    private final Tensor kernel;
    private final int height;
    private final int width;
    private final int channels;
    private final int inputs;
    private final int outputs;
    private final float largest;

    private Filters(Tensor kernel) {
        Shape shape = kernel.shape();
        this.kernel = kernel;
        this.height = shape.dim(0);
        this.width = shape.dim(1);
        this.channels = shape.dim(2) == 3 ? 3 : 1;
        int groups = shape.dim(2) / channels;
        this.inputs = Math.min(groups, shape.dim(3) == 1 ? MOST_TILES : MOST_ROWS);
        this.outputs = Math.min(shape.dim(3), groups == 1 ? MOST_TILES : MOST_COLUMNS);
        this.largest = largest(kernel);
    }

    /** Whether {@code parameter} is a kernel with more than one pixel. */
    static boolean shows(Parameter parameter) {
        Shape shape = parameter.shape();
        return shape.rank() == 4 && shape.size() > 0 && shape.dim(0) * shape.dim(1) > 1;
    }

    static Picture of(Tensor kernel) {
        return new Filters(kernel).draw();
    }

    private Picture draw() {
        int tiles = inputs * outputs;
        int columns = inputs > 1 && outputs > 1 ? outputs : (int) Math.ceil(Math.sqrt(tiles));
        int rows = (tiles + columns - 1) / columns;
        int wide = columns * (width + 1) + 1;
        int high = rows * (height + 1) + 1;
        int pixel = Math.max(1, Math.min(MAGNIFIED, SIDE / Math.max(wide, high)));
        Picture picture = Picture.filled(high * pixel, wide * pixel, BORDER);
        for (int tile = 0; tile < tiles; tile++) {
            draw(tile, tile / columns * (height + 1) + 1, tile % columns * (width + 1) + 1, pixel, picture);
        }
        return picture;
    }

    private void draw(int tile, int top, int left, int pixel, Picture picture) {
        byte[] colour = new byte[3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    colour[c] = shade(kernel.get(y, x, tile / outputs + Math.min(c, channels - 1), tile % outputs));
                }
                picture.square((top + y) * pixel, (left + x) * pixel, pixel, colour);
            }
        }
    }

    private byte shade(float weight) {
        return Picture.level(weight == 0 ? 0.5f : 0.5f + 0.5f * weight / largest);
    }

    private static float largest(Tensor kernel) {
        float largest = 0;
        for (int i = kernel.offset(); i < kernel.offset() + kernel.size(); i++) {
            float size = Math.abs(kernel.array()[i]);
            largest = Float.isFinite(size) ? Math.max(largest, size) : largest;
        }
        return largest;
    }
}

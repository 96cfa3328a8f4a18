package dev.inkstone.mnist.plots;

import dev.inkstone.data.Dataset;
import dev.inkstone.tensor.Shape;
import java.awt.image.BufferedImage;

/** Examples as pictures. */
final class Pictures {
    private Pictures() {}

    /** @throws IllegalArgumentException if the examples are no images {@code [height, width, 1 or 3]} */
    static void check(String plot, Dataset data) {
        Shape shape = data.inputShape();
        if (shape.rank() != 3 || shape.dim(2) != 1 && shape.dim(2) != 3) {
            throw new IllegalArgumentException(plot + ": examples of " + shape
                    + ", expected images [height, width, 1] or [height, width, 3]; take a data set of images");
        }
    }

    /** One example, pixel for pixel: 0 is black and 1 is white. Values outside of that are brought into it, all by one scale. */
    static BufferedImage of(Dataset data, int index) {
        Shape shape = data.inputShape();
        float[] values = new float[shape.size()];
        data.read(index, values, 0);
        float least = 0;
        float greatest = 1;
        for (float value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        int channels = shape.dim(2);
        BufferedImage picture = new BufferedImage(shape.dim(1), shape.dim(0), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length / channels; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                float value = values[i * channels + Math.min(c, channels - 1)];
                rgb = rgb << 8 | Math.round(255 * (value - least) / (greatest - least));
            }
            picture.setRGB(i % shape.dim(1), i / shape.dim(1), rgb);
        }
        return picture;
    }

    /** The name of a class, or its index where there are no names; {@code none} for no class. */
    static String name(int label, String... names) {
        return label < 0 ? "none" : names.length == 0 ? Integer.toString(label) : names[label];
    }

    /** @throws IllegalArgumentException if there are names, but not one for each class */
    static void checkNames(String plot, int classes, String... names) {
        if (names.length != 0 && names.length < classes) {
            throw new IllegalArgumentException(
                    plot + ": " + names.length + " names, expected " + classes + ", one for each class, or none");
        }
    }
}

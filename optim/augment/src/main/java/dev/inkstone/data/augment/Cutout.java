package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;

/**
 * Covers squares whose centre is any pixel, so that part of a square may lie outside (DeVries, Taylor: Improved Regularization
 * of Convolutional Neural Networks with Cutout, 2017).
 *
 * @param size the length of a side in pixels
 * @param holes the number of squares
 * @param fill the value they get
 */
public record Cutout(int size, int holes, float fill) implements Augmentation {
    /** @throws IllegalArgumentException if size or number is not positive */
    public Cutout {
        if (size < 1 || holes < 1) {
            throw new IllegalArgumentException(
                    "cutout: size " + size + ", holes " + holes + ", expected 1 or more of both");
        }
    }

    /** The same with so many squares, which may overlap; default 1. */
    public Cutout holes(int count) {
        return new Cutout(size, count, fill);
    }

    /** The same with this value in the squares; default 0. */
    public Cutout fill(float value) {
        return new Cutout(size, holes, value);
    }

    @Override
    public Transform on(Shape input) {
        Images.check("cutout", input);
        return (values, random) -> {
            for (int i = 0; i < holes; i++) {
                cover(values, random, i, input);
            }
            return values;
        };
    }

    private void cover(float[] values, RandomStream random, int hole, Shape image) {
        int top = random.below(2L * hole, image.dim(0)) - size / 2;
        int left = random.below(2L * hole + 1, image.dim(1)) - size / 2;
        int from = Math.max(0, left);
        int to = Math.min(image.dim(1), left + size);
        int channels = image.dim(2);
        for (int y = Math.max(0, top); y < Math.min(image.dim(0), top + size); y++) {
            int row = y * image.dim(1);
            Arrays.fill(values, (row + from) * channels, (row + to) * channels, fill);
        }
    }
}

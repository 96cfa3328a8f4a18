package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.tensor.Shape;

/**
 * Takes a part of each image, all of it or more: from the middle (from the upper left one of two middles), or from anywhere.
 *
 * @param height of the part
 * @param width of the part
 * @param random whether it lies anywhere, each place as likely as the others
 * @param padding pixels that are put around the image before
 * @param border what these are
 * @param fill their value, if that is constant
 */
public record Crop(int height, int width, boolean random, int padding, Border border, float fill)
        implements Augmentation {
    /** @throws IllegalArgumentException if the part has no pixels, or the padding is negative */
    public Crop {
        if (height < 1 || width < 1 || padding < 0) {
            throw new IllegalArgumentException("crop: " + height + " × " + width + " with padding " + padding
                    + ", expected 1 × 1 or more, and a padding of 0 or more");
        }
    }

    /** The same from images with so many pixels more on each side; default 0. */
    public Crop padding(int pixels) {
        return new Crop(height, width, random, pixels, border, fill);
    }

    /** The same with this as padding; default {@link Border#CONSTANT}. */
    public Crop border(Border border) {
        return new Crop(height, width, random, padding, border, fill);
    }

    /** The same with this value as padding; default 0. */
    public Crop fill(float value) {
        return new Crop(height, width, random, padding, Border.CONSTANT, value);
    }

    @Override
    public Shape outputShape(Shape input) {
        Images.check("crop", input);
        if (height > input.dim(0) + 2L * padding || width > input.dim(1) + 2L * padding) {
            throw new IllegalArgumentException(
                    "crop: " + height + " × " + width + " of images " + input + " with padding " + padding
                            + ", expected no more than there is; pad them by more, or resize them");
        }
        return Shape.of(height, width, input.dim(2));
    }

    @Override
    public Transform on(Shape input) {
        Shape output = outputShape(input);
        int most = input.dim(0) + 2 * padding - height;
        int widest = input.dim(1) + 2 * padding - width;
        Window window = new Window(input, output, border, fill);
        return (values, numbers) -> {
            int top = random ? numbers.below(0, most + 1) : most / 2;
            int left = random ? numbers.below(1, widest + 1) : widest / 2;
            return window.of(values, top - padding, left - padding);
        };
    }
}

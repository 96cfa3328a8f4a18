package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.tensor.Shape;

/**
 * Puts pixels around each image.
 *
 * @param pixels how many on each side
 * @param border what they are
 * @param fill their value, if that is constant
 */
public record Pad(int pixels, Border border, float fill) implements Augmentation {
    /** @throws IllegalArgumentException if the number is negative */
    public Pad {
        if (pixels < 0) {
            throw new IllegalArgumentException("pad: " + pixels + " pixels, expected 0 or more; crop takes some away");
        }
    }

    /** The same with this around the image; default {@link Border#CONSTANT}. */
    public Pad border(Border border) {
        return new Pad(pixels, border, fill);
    }

    /** The same with this value around the image; default 0. */
    public Pad fill(float value) {
        return new Pad(pixels, Border.CONSTANT, value);
    }

    @Override
    public Shape outputShape(Shape input) {
        Images.check("pad", input);
        return Shape.of(input.dim(0) + 2 * pixels, input.dim(1) + 2 * pixels, input.dim(2));
    }

    @Override
    public Transform on(Shape input) {
        Window window = new Window(input, outputShape(input), border, fill);
        return (values, random) -> window.of(values, -pixels, -pixels);
    }
}

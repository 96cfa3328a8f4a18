package dev.inkstone.ops;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;

/** The checks that several ops share, with one wording. */
final class Checks {
    private Checks() {}

    /** An image batch {@code [batch, height, width, channels]}; returns the image part {@code [height, width, channels]}. */
    static Shape images(String label, Shape input) {
        if (input.rank() != 4) {
            throw new ShapeException(label + ": input " + input + " has rank " + input.rank()
                    + ", expected rank 4 [batch, height, width, channels]; " + imageCure(input));
        }
        return input.dropFirst();
    }

    /** An image {@code [height, width, channels]}, as a model describes it without the batch. */
    static void image(String label, Shape image) {
        if (image.rank() != 3) {
            throw new ShapeException(label + ": input " + image + " has rank " + image.rank()
                    + ", expected rank 3 [height, width, channels]; " + imageCure(image.prepend(1)));
        }
    }

    static void shape(String label, String what, Shape actual, Shape expected, String cure) {
        if (!actual.equals(expected)) {
            throw new ShapeException(label + ": " + what + " " + actual + ", expected " + expected + "; " + cure);
        }
    }

    static void positive(String label, String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(label + ": " + what + " " + value + ", expected 1 or more");
        }
    }

    static void finite(String label, String what, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(label + ": " + what + " " + value + ", expected a finite number");
        }
    }

    private static String imageCure(Shape batch) {
        if (batch.rank() == 3) {
            return "add a channel axis with reshape(" + batch.dim(1) + ", " + batch.dim(2) + ", 1)";
        }
        return "reshape it to images with reshape(height, width, channels)";
    }
}

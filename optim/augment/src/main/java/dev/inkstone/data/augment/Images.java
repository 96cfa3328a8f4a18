package dev.inkstone.data.augment;

import dev.inkstone.tensor.Shape;

/** What every augmentation asks of the shape it is given. */
final class Images {
    private Images() {}

    /** @throws IllegalArgumentException if examples of that shape are no images */
    static void check(String what, Shape shape) {
        if (shape.rank() != 3 || shape.size() == 0) {
            throw new IllegalArgumentException(
                    what + ": examples " + shape
                            + ", expected images [height, width, channels]; reshape them, or map them before they are flattened");
        }
    }
}

package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/**
 * A change of images {@code [height, width, channels]} of any size, at random or always the same: {@code data.map(7, affine()
 * .rotate(15))}. {@code dev.inkstone.data.augment.Augmentations} has the usual ones. Immutable.
 */
public interface Augmentation {
    /**
     * What this does to images of one shape.
     *
     * @throws IllegalArgumentException if it cannot be done to such images
     */
    Transform on(Shape input);

    /**
     * The shape of what images of {@code input} become; default: they keep it.
     *
     * @throws IllegalArgumentException if this cannot be done to such images
     */
    default Shape outputShape(Shape input) {
        return input;
    }

    /** This, and {@code next} on what comes out. */
    default Augmentation then(Augmentation next) {
        return new Sequence(this, next);
    }

    /**
     * This for a share of the images, drawn anew in each epoch; the others stay as they are.
     *
     * @throws IllegalArgumentException if the probability is not within 0 to 1
     */
    default Augmentation withProbability(double probability) {
        return new Sometimes(this, probability);
    }
}

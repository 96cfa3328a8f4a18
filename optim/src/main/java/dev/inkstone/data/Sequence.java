package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/**
 * Two augmentations one after the other.
 *
 * @param first is done to the image
 * @param second is done to what comes out
 */
record Sequence(Augmentation first, Augmentation second) implements Augmentation {
    @Override
    public Transform on(Shape input) {
        Transform before = first.on(input);
        Transform after = second.on(first.outputShape(input));
        return (values, random) -> after.apply(before.apply(values, random.at(0, 0)), random.at(0, 1));
    }

    @Override
    public Shape outputShape(Shape input) {
        return second.outputShape(first.outputShape(input));
    }
}

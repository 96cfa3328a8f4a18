package dev.inkstone.data;

import dev.inkstone.tensor.Shape;

/**
 * An augmentation that is done to a share of the images.
 *
 * @param augmentation what is done
 * @param probability of that
 */
record Sometimes(Augmentation augmentation, double probability) implements Augmentation {
    Sometimes {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "augmentation: probability " + probability + ", expected a number from 0 to 1");
        }
    }

    @Override
    public Transform on(Shape input) {
        Shape output = augmentation.outputShape(input);
        if (!output.equals(input)) {
            throw new IllegalArgumentException("augmentation: with probability " + probability + " " + input
                    + " becomes " + output + ", expected images of one shape; do it always, or keep the shape");
        }
        Transform transform = augmentation.on(input);
        return (values, random) ->
                random.at(0, 0).uniform(0) < probability ? transform.apply(values, random.at(0, 1)) : values;
    }

    @Override
    public Shape outputShape(Shape input) {
        return augmentation.outputShape(input);
    }
}

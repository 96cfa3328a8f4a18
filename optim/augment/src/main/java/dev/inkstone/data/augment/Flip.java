package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.tensor.Shape;

/** Mirrors every image. */
enum Flip implements Augmentation {
    HORIZONTAL,
    VERTICAL;

    @Override
    public Transform on(Shape input) {
        Images.check("flip", input);
        int height = input.dim(0);
        int width = input.dim(1);
        int channels = input.dim(2);
        return this == HORIZONTAL
                ? (values, random) -> mirrored(values, height, width, channels)
                : (values, random) -> mirrored(values, 1, height, width * channels);
    }

    /** Turns the order of the items of each row. */
    private static float[] mirrored(float[] values, int rows, int items, int size) {
        for (int row = 0; row < rows; row++) {
            for (int left = 0; left < items / 2; left++) {
                int a = (row * items + left) * size;
                int b = (row * items + items - 1 - left) * size;
                for (int i = 0; i < size; i++) {
                    float kept = values[a + i];
                    values[a + i] = values[b + i];
                    values[b + i] = kept;
                }
            }
        }
        return values;
    }
}

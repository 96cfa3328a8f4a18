package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;

/**
 * Changes of images {@code [height, width, channels]}, to import statically:
 *
 * <pre>{@code
 * train.map(7, affine().rotate(15).shift(0.1, 0.1).scale(0.9, 1.1).then(cutout(8).withProbability(0.5)))
 * }</pre>
 *
 * <p>A function of the seed, the epoch and the example: each example is changed anew in each epoch, and in the same way in each
 * run. Their order is that in which they are written.
 */
public final class Augmentations {
    private Augmentations() {}

    /** Changes nothing until {@code rotate}, {@code shift}, {@code scale}, … are said of it; black outside, bilinear. */
    public static Warp affine() {
        return Warp.IDENTITY;
    }

    /** See {@link Warp#elastic}; {@code affine().rotate(10).elastic(34, 4)} does both in one resampling. */
    public static Warp elastic(double alpha, double sigma) {
        return affine().elastic(alpha, sigma);
    }

    /** Covers a black square of {@code size × size} pixels, wherever its centre falls; see {@link Cutout}. */
    public static Cutout cutout(int size) {
        return new Cutout(size, 1, 0);
    }

    /** These, one after the other. */
    public static Augmentation compose(Augmentation first, Augmentation... next) {
        Augmentation all = first;
        for (Augmentation augmentation : next) {
            all = all.then(augmentation);
        }
        return all;
    }
}

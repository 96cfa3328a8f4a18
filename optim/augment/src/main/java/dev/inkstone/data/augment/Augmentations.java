package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.augment.ColorChange.Property;

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

    /** At most {@code degrees} in either direction: {@code affine().rotate(degrees)}; black outside, see {@link Warp}. */
    public static Warp rotate(double degrees) {
        return affine().rotate(degrees);
    }

    /** At most these shares of width and height: {@code affine().shift(horizontal, vertical)}. */
    public static Warp shift(double horizontal, double vertical) {
        return affine().shift(horizontal, vertical);
    }

    /** Smaller or larger by a factor from {@code low} to {@code high}: {@code affine().scale(low, high)}. */
    public static Warp scale(double low, double high) {
        return affine().scale(low, high);
    }

    /** Vertical lines lean by at most {@code degrees}: {@code affine().shear(degrees)}. */
    public static Warp shear(double degrees) {
        return affine().shear(degrees);
    }

    /** Exchanges left and right, always. */
    public static Augmentation horizontalFlip() {
        return Flip.HORIZONTAL;
    }

    /** Exchanges top and bottom, always. */
    public static Augmentation verticalFlip() {
        return Flip.VERTICAL;
    }

    /** Exchanges left and right in every other image, by chance. */
    public static Augmentation randomHorizontalFlip() {
        return horizontalFlip().withProbability(0.5);
    }

    /** Exchanges top and bottom in every other image, by chance. */
    public static Augmentation randomVerticalFlip() {
        return verticalFlip().withProbability(0.5);
    }

    /** The middle of every image; see {@link Crop}. */
    public static Crop centerCrop(int height, int width) {
        return new Crop(height, width, false, 0, Border.CONSTANT, 0);
    }

    /** A part from anywhere in the image; {@code randomCrop(32, 32).padding(4)} of 32 × 32 shifts it by whole pixels. */
    public static Crop randomCrop(int height, int width) {
        return new Crop(height, width, true, 0, Border.CONSTANT, 0);
    }

    /** So many black pixels more on each side. */
    public static Pad pad(int pixels) {
        return new Pad(pixels, Border.CONSTANT, 0);
    }

    /** Another size: linear where that grows, the mean of the area where it shrinks; see {@link Resize}. */
    public static Resize resize(int height, int width) {
        return new Resize(height, width, Interpolation.BILINEAR);
    }

    /**
     * Adds one number to all values, from {@code -delta} to {@code delta}; of a range other than 0 to 1, that share of it. The same
     * as {@code tf.image.random_brightness}, clipped; torchvision's multiplies.
     */
    public static ColorChange brightness(double delta) {
        return brightness(-delta, delta);
    }

    /** As {@link #brightness(double)}, from {@code low} to {@code high}. */
    public static ColorChange brightness(double low, double high) {
        return change(Property.BRIGHTNESS, low, high);
    }

    /**
     * Multiplies the distance of all values from the mean of their channel by a factor from {@code low} to {@code high}: less than 1
     * is duller. The same as {@code tf.image.random_contrast}, clipped.
     */
    public static ColorChange contrast(double low, double high) {
        return change(Property.CONTRAST, low, high);
    }

    /**
     * Multiplies the saturation of colours by a factor from {@code low} to {@code high}: 0 is grey. The same as {@code
     * tf.image.random_saturation}.
     */
    public static ColorChange saturation(double low, double high) {
        return change(Property.SATURATION, low, high);
    }

    /**
     * Turns the hue of colours by a share of the full circle from {@code -delta} to {@code delta}: 1/3 makes green of red. The same
     * as {@code tf.image.random_hue}.
     */
    public static ColorChange hue(double delta) {
        return hue(-delta, delta);
    }

    /** As {@link #hue(double)}, from {@code low} to {@code high}. */
    public static ColorChange hue(double low, double high) {
        return change(Property.HUE, low, high);
    }

    private static ColorChange change(Property property, double low, double high) {
        return new ColorChange(property, Interval.of(property.label(), low, high), ValueRange.UNIT);
    }

    /** Adds normally distributed numbers of this deviation to all values, clipped to 0 to 1. */
    public static GaussianNoise gaussianNoise(double deviation) {
        return new GaussianNoise(deviation, ValueRange.UNIT);
    }

    /** Makes this share of the pixels white (1) or black (0). */
    public static SaltAndPepper saltAndPepper(double share) {
        return new SaltAndPepper(share, ValueRange.UNIT);
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

package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Turns, shifts, scales, shears and bends images, all in one resampling, so that however much is combined, an image is blurred
 * once. About the centre of the image: first sheared, then scaled, then rotated, then shifted, as torchvision's RandomAffine.
 *
 * @param rotation in degrees, counter-clockwise
 * @param right shift to the right, as a share of the width
 * @param down shift downwards, as a share of the height
 * @param scale factor of width and height
 * @param stretch another factor of the width
 * @param shear in degrees, by which vertical lines lean to the right
 * @param alpha strength of the elastic displacements in pixels; 0 for none
 * @param sigma deviation in pixels of the Gaussian that smooths them
 * @param border what lies outside of the image
 * @param fill the value there, if that is constant
 * @param interpolation between pixels
 */
public record Warp(
        Interval rotation,
        Interval right,
        Interval down,
        Interval scale,
        Interval stretch,
        Interval shear,
        double alpha,
        double sigma,
        Border border,
        float fill,
        Interpolation interpolation)
        implements Augmentation {
    private static final Interval NONE = Interval.only(0);
    private static final Interval ONE = Interval.only(1);

    /** Changes nothing; black outside, bilinear. */
    static final Warp IDENTITY =
            new Warp(NONE, NONE, NONE, ONE, ONE, NONE, 0, 1, Border.CONSTANT, 0, Interpolation.BILINEAR);

    /** @throws IllegalArgumentException if a factor is not positive, a shear is not less than 90°, or sigma is not positive */
    public Warp {
        positive("scale", scale);
        positive("stretch", stretch);
        if (!(shear.low() > -90 && shear.high() < 90)) {
            throw new IllegalArgumentException("shear: " + shear.low() + " to " + shear.high()
                    + " degrees, expected more than -90 and less than 90");
        }
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY && sigma > 0 && sigma <= 1000)) {
            throw new IllegalArgumentException("elastic: alpha " + alpha + ", sigma " + sigma
                    + ", expected an alpha of 0 or more and a sigma of more than 0 and at most 1000 pixels");
        }
    }

    private static void positive(String what, Interval factor) {
        if (!(factor.low() > 0)) {
            throw new IllegalArgumentException(what + ": factor " + factor.low() + " to " + factor.high()
                    + ", expected more than 0; 1 keeps the size");
        }
    }

    /** The same, rotated by at most this many degrees in either direction. */
    public Warp rotate(double degrees) {
        return rotation(Interval.around("rotate", degrees));
    }

    /** The same, rotated by {@code low} to {@code high} degrees counter-clockwise; {@code rotate(90, 90)} always by 90°. */
    public Warp rotate(double low, double high) {
        return rotation(Interval.of("rotate", low, high));
    }

    private Warp rotation(Interval angle) {
        return new Warp(angle, right, down, scale, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    /**
     * The same, shifted by at most these shares of width and height in either direction: 0.1 of 28 pixels are 2.8. Not rounded to
     * whole pixels.
     */
    public Warp shift(double horizontal, double vertical) {
        return shifts(Interval.around("shift", horizontal), Interval.around("shift", vertical));
    }

    /**
     * The same, shifted to the right by {@code lowX} to {@code highX} of the width, and down by {@code lowY} to {@code highY} of the
     * height.
     */
    public Warp shift(double lowX, double highX, double lowY, double highY) {
        return shifts(Interval.of("shift", lowX, highX), Interval.of("shift", lowY, highY));
    }

    private Warp shifts(Interval right, Interval down) {
        return new Warp(rotation, right, down, scale, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    /** The same, width and height multiplied by one factor from {@code low} to {@code high}: more than 1 enlarges. */
    public Warp scale(double low, double high) {
        Interval factor = Interval.of("scale", low, high);
        return new Warp(rotation, right, down, factor, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    /** The same, the width multiplied by a factor from {@code low} to {@code high} of its own. */
    public Warp stretch(double low, double high) {
        Interval factor = Interval.of("stretch", low, high);
        return new Warp(rotation, right, down, scale, factor, shear, alpha, sigma, border, fill, interpolation);
    }

    /** The same, sheared by at most this many degrees: vertical lines lean to either side. */
    public Warp shear(double degrees) {
        return shearing(Interval.around("shear", degrees));
    }

    /** The same, sheared so that vertical lines lean to the right by {@code low} to {@code high} degrees. */
    public Warp shear(double low, double high) {
        return shearing(Interval.of("shear", low, high));
    }

    private Warp shearing(Interval angle) {
        return new Warp(rotation, right, down, scale, stretch, angle, alpha, sigma, border, fill, interpolation);
    }

    /**
     * The same with elastic displacements (Simard, Steinkraus, Platt, 2003): each pixel is taken from a place that lies off by
     * uniform numbers from −1 to 1, smoothed by a Gaussian of deviation {@code sigma}, times {@code alpha}. Both are in pixels;
     * for MNIST the authors took 34 and 4.
     */
    public Warp elastic(double alpha, double sigma) {
        return new Warp(rotation, right, down, scale, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    /** The same with this outside of the image; default {@link Border#CONSTANT}. */
    public Warp border(Border border) {
        return new Warp(rotation, right, down, scale, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    /** The same with this value outside of the image; default 0. */
    public Warp fill(float value) {
        return new Warp(
                rotation, right, down, scale, stretch, shear, alpha, sigma, Border.CONSTANT, value, interpolation);
    }

    /** The same with this between pixels; default {@link Interpolation#BILINEAR}. */
    public Warp interpolation(Interpolation interpolation) {
        return new Warp(rotation, right, down, scale, stretch, shear, alpha, sigma, border, fill, interpolation);
    }

    @Override
    public Transform on(Shape input) {
        Images.check(alpha == 0 ? "affine" : "elastic", input);
        int height = input.dim(0);
        int width = input.dim(1);
        Sampling sampling = new Sampling(height, width, input.dim(2), border, fill, interpolation);
        if (alpha == 0) {
            return (values, random) -> warped(sampling, values, source(random, height, width), null);
        }
        Elastic elastic = new Elastic(alpha, sigma, input);
        return (values, random) ->
                warped(sampling, values, source(random, height, width), elastic.displacements(random.at(0, 0)));
    }

    /** Writes to the image what comes from other places of it. */
    private static float[] warped(Sampling sampling, float[] image, Affine source, float @Nullable [] displacements) {
        float[] frame = sampling.framed(image);
        int width = sampling.width();
        float[] xs = new float[width];
        float[] ys = new float[width];
        for (int y = 0; y < sampling.height(); y++) {
            source.row(y, xs, ys);
            if (displacements != null) {
                add(displacements, 2 * y * width, xs);
                add(displacements, (2 * y + 1) * width, ys);
            }
            sampling.read(frame, xs, ys, image, y * width * sampling.channels());
        }
        return image;
    }

    private static void add(float[] values, int from, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[from + i];
        }
    }

    /** Where the pixels of one image come from. */
    private Affine source(RandomStream random, int height, int width) {
        return Affine.source(
                rotation.draw(random, 0),
                right.draw(random, 1) * width,
                down.draw(random, 2) * height,
                scale.draw(random, 3),
                stretch.draw(random, 4),
                shear.draw(random, 5),
                height,
                width);
    }
}

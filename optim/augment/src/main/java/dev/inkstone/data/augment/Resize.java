package dev.inkstone.data.augment;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Transform;
import dev.inkstone.data.resampling.Resampling;
import dev.inkstone.tensor.Shape;

/**
 * Brings every image to one size; proportions change with it. With {@link Interpolation#BILINEAR} a direction that grows is
 * linear between the centres of pixels, one that shrinks is the mean of the area that a pixel covers, so that nothing fine is
 * lost by chance; as {@link dev.inkstone.data.ImageFolder} does it. With {@link Interpolation#NEAREST} each pixel is the one at
 * its centre.
 *
 * @param height of what comes out
 * @param width of what comes out
 * @param interpolation between pixels
 */
public record Resize(int height, int width, Interpolation interpolation) implements Augmentation {
    /** @throws IllegalArgumentException if a size is not positive */
    public Resize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("resize: " + height + " × " + width + ", expected 1 × 1 or more");
        }
    }

    /** The same with this between pixels; default {@link Interpolation#BILINEAR}. */
    public Resize interpolation(Interpolation interpolation) {
        return new Resize(height, width, interpolation);
    }

    @Override
    public Shape outputShape(Shape input) {
        Images.check("resize", input);
        return Shape.of(height, width, input.dim(2));
    }

    @Override
    public Transform on(Shape input) {
        Images.check("resize", input);
        Resampling rows = resampling(input.dim(0), height);
        Resampling columns = resampling(input.dim(1), width);
        return (values, random) -> resized(values, input.dim(1), input.dim(2), rows, columns);
    }

    private Resampling resampling(int from, int to) {
        return interpolation == Interpolation.NEAREST ? Resampling.nearest(from, to) : Resampling.of(from, to);
    }

    private float[] resized(float[] image, int from, int channels, Resampling rows, Resampling columns) {
        float[] resized = new float[height * width * channels];
        double[] mixed = new double[from * channels];
        for (int y = 0; y < height; y++) {
            mix(image, rows.first()[y], rows.weights()[y], mixed);
            for (int x = 0; x < width; x++) {
                int first = columns.first()[x];
                double[] weights = columns.weights()[x];
                for (int c = 0; c < channels; c++) {
                    resized[(y * width + x) * channels + c] =
                            (float) mixed(mixed, first * channels + c, weights, channels);
                }
            }
        }
        return resized;
    }

    /** The weighted sum of rows from {@code first} on. */
    private static void mix(float[] image, int first, double[] weights, double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = weights[0] * image[first * row.length + i];
        }
        for (int k = 1; k < weights.length; k++) {
            for (int i = 0; i < row.length; i++) {
                row[i] += weights[k] * image[(first + k) * row.length + i];
            }
        }
    }

    private static double mixed(double[] row, int at, double[] weights, int channels) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * row[at + k * channels];
        }
        return sum;
    }
}

package dev.inkstone.data;

import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Normalize;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings each feature (an element of the last axis: a column of a table, a channel of images) to mean 0 and deviation 1, or into
 * a range: {@code (x − shift) / divisor}. Measured on the training data, applied to all: {@code
 * Standardizer.fit(train).apply(test)}. {@link #layer} does the same to the bit within a model, and is saved with it.
 *
 * <p>It is computed in float32, shift and divisor rounded to it. Where float32 hardly tells the values of a feature from each other,
 * as with seconds since 1970, subtract an origin before they become floats.
 */
public final class Standardizer {
    /** Examples, so that images are decoded by several threads. */
    private static final int READ_AT_ONCE = 32;

    private final double[] shift;
    private final double[] divisor;
    private final List<Integer> constant;

    private Standardizer(double[] shift, double[] divisor, List<Integer> constant) {
        this.shift = shift;
        this.divisor = divisor;
        this.constant = List.copyOf(constant);
        for (int c = 0; c < shift.length; c++) {
            if (!Float.isFinite((float) shift[c]) || !Float.isFinite((float) divisor[c])) {
                throw new IllegalArgumentException(
                        "standardizer: feature " + c + " less " + shift[c] + ", divided by " + divisor[c]
                                + ", expected two numbers that float32 can hold; scale it before, or leave it out");
            }
        }
    }

    /**
     * Mean and standard deviation (of the population: divided by n) of each feature over all examples, in double precision
     * (Welford, 1962). A feature that never changes is divided by 1; see {@link #constantFeatures}. Asks for no labels or targets.
     *
     * @throws IllegalArgumentException if there is no example, no feature, or a value that is not finite
     */
    public static Standardizer fit(Dataset train) {
        Moments moments = Moments.of(train);
        double[] deviation = new double[moments.mean.length];
        List<Integer> constant = new ArrayList<>();
        for (int c = 0; c < deviation.length; c++) {
            deviation[c] = StrictMath.sqrt(moments.squares[c] / moments.count);
            if (!divides(deviation[c])) {
                deviation[c] = 1;
                constant.add(c);
            }
        }
        return new Standardizer(moments.mean, deviation, constant);
    }

    /**
     * Brings the least value of each feature to {@code from} and the greatest to {@code to}; other data may lie outside. A feature
     * that never changes becomes {@code from}.
     *
     * @throws IllegalArgumentException as {@link #fit}, if {@code from} is not less than {@code to}, or what a feature is less or
     *     divided by does not fit into float32
     */
    public static Standardizer fitRange(Dataset train, double from, double to) {
        if (!(from < to && Double.isFinite(to - from))) {
            throw new IllegalArgumentException("standardizer: range " + from + " to " + to
                    + ", expected two finite numbers, the smaller one first");
        }
        Moments moments = Moments.of(train);
        double[] shift = new double[moments.mean.length];
        double[] divisor = new double[shift.length];
        List<Integer> constant = new ArrayList<>();
        for (int c = 0; c < shift.length; c++) {
            divisor[c] = (moments.most[c] - moments.least[c]) / (to - from);
            if (!divides(divisor[c])) {
                divisor[c] = 1;
                constant.add(c);
            }
            shift[c] = moments.least[c] - from * divisor[c];
        }
        return new Standardizer(shift, divisor, constant);
    }

    /** Whether a float can be divided by it. */
    private static boolean divides(double value) {
        return (float) value >= Float.MIN_NORMAL;
    }

    /** What is subtracted from each feature: its mean. */
    public double[] mean() {
        return shift.clone();
    }

    /** By what each feature is divided then: its deviation. */
    public double[] deviation() {
        return divisor.clone();
    }

    /** The features that never changed in the training data, and so tell nothing. */
    public List<Integer> constantFeatures() {
        return constant;
    }

    /**
     * A view of {@code data} with standardised values.
     *
     * @throws IllegalArgumentException if it has another number of features
     */
    public Dataset apply(Dataset data) {
        if (features(data.inputShape()) != shift.length) {
            throw new IllegalArgumentException("standardizer: examples " + data.inputShape() + ", expected "
                    + shift.length + " features in the last axis, as in the data it was fitted to");
        }
        return new Standardized(data, floats(shift), floats(divisor));
    }

    /** A layer that does the same, for the front of a model: it is saved with it, and who predicts need not standardise. */
    public Normalize layer() {
        return Layers.normalize(shift, divisor);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static int features(Shape shape) {
        return shape.rank() == 0 ? 0 : shape.dim(-1);
    }

    private static final class Standardized extends View {
        private final float[] shift;
        private final float[] divisor;

        Standardized(Dataset source, float[] shift, float[] divisor) {
            super(source);
            this.shift = shift;
            this.divisor = divisor;
        }

        @Override
        Dataset over(Dataset source) {
            return new Standardized(source, shift, divisor);
        }

        @Override
        public void read(int index, float[] target, int offset) {
            super.read(index, target, offset);
            int end = offset + inputShape().size();
            for (int at = offset; at < end; at += shift.length) {
                for (int c = 0; c < shift.length; c++) {
                    target[at + c] = (target[at + c] - shift[c]) / divisor[c];
                }
            }
        }
    }

    /** Sums over all examples, one after the other. */
    private static final class Moments {
        final double[] mean;
        final double[] squares;
        final double[] least;
        final double[] most;
        long count;

        private Moments(int features) {
            this.mean = new double[features];
            this.squares = new double[features];
            this.least = new double[features];
            this.most = new double[features];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(most, Double.NEGATIVE_INFINITY);
        }

        static Moments of(Dataset data) {
            int features = features(data.inputShape());
            if (data.size() == 0 || data.inputShape().size() == 0 || features == 0) {
                throw new IllegalArgumentException("standardizer: " + data.size() + " examples of " + data.inputShape()
                        + ", expected at least one with at least one feature");
            }
            Moments moments = new Moments(features);
            int size = data.inputShape().size();
            float[] values = new float[Math.multiplyExact(Math.min(READ_AT_ONCE, data.size()), size)];
            for (int first = 0, count; first < data.size(); first += count) {
                count = Math.min(READ_AT_ONCE, data.size() - first);
                Collected.read(data, first, count, values);
                for (int at = 0; at < count * size; at += features) {
                    moments.add(values, at, first + at / size);
                }
            }
            return moments;
        }

        private void add(float[] values, int from, int example) {
            count++;
            for (int c = 0; c < mean.length; c++) {
                double value = values[from + c];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("standardizer: " + value + " in feature " + c + " of example "
                            + example + ", expected finite numbers; leave the example out");
                }
                double delta = value - mean[c];
                mean[c] += delta / count;
                squares[c] += delta * (value - mean[c]);
                least[c] = Math.min(least[c], value);
                most[c] = Math.max(most[c], value);
            }
        }
    }
}

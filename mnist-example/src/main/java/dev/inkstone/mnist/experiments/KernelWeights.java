package dev.inkstone.mnist.experiments;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Tensor;

/**
 * A copy of the weights of a convolution.
 *
 * @param side rows and columns of a filter
 * @param inputs channels that a filter looks at
 * @param count how many filters there are
 * @param weights {@code [side, side, inputs, count]}
 */
record KernelWeights(int side, int inputs, int count, float[] weights) {
    /** Those of a layer as they are now. */
    static KernelWeights of(Model model, String layer) {
        Tensor kernel = model.parameter(layer + "/kernel").value();
        return new KernelWeights(
                kernel.shape().dim(0), kernel.shape().dim(2), kernel.shape().dim(3), kernel.toArray());
    }

    float weight(int row, int column, int input, int filter) {
        return weights[((row * side + column) * inputs + input) * count + filter];
    }

    /** {@code [filter][side · side]}: what the filters do to one channel. */
    float[][] slices(int input) {
        float[][] slices = new float[count][side * side];
        for (int filter = 0; filter < count; filter++) {
            for (int i = 0; i < side * side; i++) {
                slices[filter][i] = weight(i / side, i % side, input, filter);
            }
        }
        return slices;
    }

    /** How they differ from {@code start}. */
    KernelWeights minus(KernelWeights start) {
        float[] change = weights.clone();
        for (int i = 0; i < change.length; i++) {
            change[i] -= start.weights[i];
        }
        return new KernelWeights(side, inputs, count, change);
    }

    double mean() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum / weights.length;
    }

    double deviation() {
        double mean = mean();
        double squares = 0;
        for (float weight : weights) {
            squares += (weight - mean) * (weight - mean);
        }
        return Math.sqrt(squares / weights.length);
    }

    /** The cosine between a filter and the same filter of {@code start}, the mean over all: 1 if none has turned. */
    double cosine(KernelWeights start) {
        double sum = 0;
        for (int filter = 0; filter < count; filter++) {
            double product = 0;
            double own = 0;
            double other = 0;
            for (int i = filter; i < weights.length; i += count) {
                product += (double) weights[i] * start.weights[i];
                own += (double) weights[i] * weights[i];
                other += (double) start.weights[i] * start.weights[i];
            }
            sum += product / Math.sqrt(own * other);
        }
        return sum / count;
    }

    /** The correlation of a weight with those beside and below it, about zero: 0 for noise, near 1 for smooth shapes. */
    double smoothness() {
        double products = 0;
        double squares = 0;
        for (int place = 0; place < inputs * count; place++) {
            int input = place / count;
            int filter = place % count;
            for (int row = 0; row < side; row++) {
                for (int column = 1; column < side; column++) {
                    products += weight(row, column, input, filter) * weight(row, column - 1, input, filter)
                            + weight(column, row, input, filter) * weight(column - 1, row, input, filter);
                }
                for (int column = 0; column < side; column++) {
                    squares += weight(row, column, input, filter) * weight(row, column, input, filter);
                }
            }
        }
        double pairs = 2.0 * side * (side - 1);
        return products / pairs / (squares / (side * side));
    }
}

package dev.inkstone.ops;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Random inputs of gradient checks. Tensors start in the middle of their array, so that a lost offset is noticed. */
final class Inputs {
    private static final int OFFSET = 3;

    private final Random random;

    Inputs(long seed) {
        this.random = new Random(seed);
    }

    /** Uniform in [-1, 1). */
    Tensor uniform(int... dims) {
        return fill(i -> 2 * random.nextDouble() - 1, dims);
    }

    /** Weights for sums of {@code terms} products with uniform inputs: the sums have a deviation of about 0.6. */
    Tensor weights(int terms, int... dims) {
        double width = Math.sqrt(3.0 / terms);
        return fill(i -> width * (2 * random.nextDouble() - 1), dims);
    }

    /** As {@link #uniform}, and at least {@code distance} away from 0: for functions with a corner or a pole there. */
    Tensor awayFromZero(double distance, int... dims) {
        return fill(i -> (random.nextBoolean() ? 1 : -1) * (distance + random.nextDouble()), dims);
    }

    /** Different multiples of 0.01 in random order: no ties, and none after a small step. */
    Tensor spaced(int... dims) {
        int size = Shape.of(dims).size();
        int[] order = random.ints(size).toArray();
        Integer[] ranks = new Integer[size];
        Arrays.setAll(ranks, i -> i);
        Arrays.sort(ranks, (a, b) -> Integer.compare(order[a], order[b]));
        return fill(i -> 0.01 * (ranks[i] - size / 2), dims);
    }

    /** In {@code 0 … bound − 1}. */
    int[] ints(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    /** Uniform in [0.1, 2). */
    Tensor positive(int... dims) {
        return fill(i -> between(0.1, 2), dims);
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private static Tensor fill(IntToDoubleFunction value, int... dims) {
        Shape shape = Shape.of(dims);
        float[] array = new float[shape.size() + 2 * OFFSET];
        Arrays.fill(array, Float.NaN);
        for (int i = 0; i < shape.size(); i++) {
            array[OFFSET + i] = (float) value.applyAsDouble(i);
        }
        return Tensor.wrap(array, OFFSET, shape);
    }
}

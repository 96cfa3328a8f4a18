package dev.inkstone.autodiff;

import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the gradients that an op computes with central differences {@code (L(x + h) − L(x − h)) / 2h} of the loss {@code L =
 * Σ output · weights}, whose weights are random in [-1, 1).
 *
 * <pre>{@code
 * GradientCheck.of((tape, x) -> multiply(tape, x[0], x[1]))
 *     .against(x -> product(x[0], x[1]))       // the same in double precision, written a second time
 *     .check(a, b)
 *     .requireBelow(1e-4);
 * }</pre>
 *
 * <p>With a reference in double precision the differences are good to about nine digits, so what remains is the rounding of the
 * float32 backward: errors of a correct op stay below 1e-4, and the float32 forward is compared with the reference too. Without a
 * reference the differences come from the op's own float32 forward, with a larger step: they are good to two or three digits, and
 * {@code requireBelow(1e-2)} is what to ask for; such a check finds a wrong backward, but not one that is wrong together with
 * its forward.
 *
 * <p>The error of a gradient {@code a} where the difference is {@code n} is {@code |a − n| / max(|a|, |n|, m / 100)}, where
 * {@code m} is the largest |n| that was computed for that input: elements that are tiny beside their neighbours, such as sums
 * whose terms cancel, are measured by their neighbours. Outputs are compared in the same way. Equal values have error 0; a value
 * that is not finite where the other is has an infinite error.
 *
 * <p>Differences mean nothing across a kink. Choose inputs that stay away from them by more than the step: no ReLU input near 0,
 * no two values of a max-pooling window nearly equal. Immutable.
 */
public final class GradientCheck {
    /** For a reference in double precision; about the cube root of its rounding error. */
    private static final double STEP = 1e-5;
    /** For the op's own float32 forward. */
    private static final double FLOAT_STEP = 1e-2;
    /** How much smaller than the largest gradient of an input an element may be before it is measured by that. */
    private static final double FLOOR = 0.01;

    private final Op op;
    private final @Nullable Reference reference;
    private final Supplier<Tape> tapes;
    private final long seed;
    private final int limit;

    private GradientCheck(Op op, @Nullable Reference reference, Supplier<Tape> tapes, long seed, int limit) {
        this.op = op;
        this.reference = reference;
        this.tapes = tapes;
        this.seed = seed;
        this.limit = limit;
    }

    /** What is checked: an op as a function of its differentiable inputs. */
    @FunctionalInterface
    public interface Op {
        /** The output, recorded on {@code tape}; the inputs are watched already. */
        Tensor apply(Tape tape, Tensor... inputs);
    }

    /** The same function in double precision. */
    @FunctionalInterface
    public interface Reference {
        /** The output, row-major; the inputs must not be changed. */
        double[] apply(double[]... inputs);
    }

    /** A check of {@code op} as it works in training, against its own forward, of all elements of all inputs. */
    public static GradientCheck of(Op op) {
        return new GradientCheck(op, null, () -> Tape.record(Position.START), 0, Integer.MAX_VALUE);
    }

    /** The same against the differences of {@code reference}. */
    public GradientCheck against(Reference reference) {
        return new GradientCheck(op, reference, tapes, seed, limit);
    }

    /** The same with the op as it works in inference; batch norm and dropout differ. */
    public GradientCheck inference() {
        return new GradientCheck(op, reference, Tape::recordInference, seed, limit);
    }

    /** The same with the op as it works in training at {@code position}; default {@link Position#START}. */
    public GradientCheck at(Position position) {
        return new GradientCheck(op, reference, () -> Tape.record(position), seed, limit);
    }

    /** The same with other random weights and choices of elements; default 0. */
    public GradientCheck seed(long seed) {
        return new GradientCheck(op, reference, tapes, seed, limit);
    }

    /**
     * The same with at most {@code elements} randomly chosen elements of each input; default all.
     *
     * @throws IllegalArgumentException if {@code elements} is below 1
     */
    public GradientCheck limit(int elements) {
        if (elements < 1) {
            throw new IllegalArgumentException("gradient check: limit " + elements + ", expected 1 or more");
        }
        return new GradientCheck(op, reference, tapes, seed, elements);
    }

    /**
     * Runs the op forward and backward at {@code inputs} and compares.
     *
     * @throws IllegalArgumentException if there is no input, the reference gives another number of outputs, or the output does
     *     not depend on every input
     */
    public GradientReport check(Tensor... inputs) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("gradient check: no inputs, expected at least one");
        }
        try (Tape tape = tapes.get()) {
            for (Tensor input : inputs) {
                tape.watch(input);
            }
            Tensor output = op.apply(tape, inputs);
            Tensor weights = weights(output.shape());
            Gradients gradients = tape.gradients(output, weights);
            GradientReport report = reference == null ? GradientReport.NOTHING : compareForward(reference, output, inputs);
            ToDoubleFunction<double[][]> loss = loss(inputs, weights.toArray());
            for (int i = 0; i < inputs.length; i++) {
                report = report.and(compareGradient(i, gradients.of(inputs[i]).toArray(), loss, doubles(inputs)));
            }
            return report;
        }
    }

    private static GradientReport compareForward(Reference reference, Tensor output, Tensor[] inputs) {
        double[] expected = reference.apply(doubles(inputs));
        if (expected.length != output.size()) {
            throw new IllegalArgumentException("gradient check: the reference gives " + expected.length
                    + " values, expected the " + output.size() + " of the op's output " + output.shape());
        }
        return GradientReport.compare("output", IntStream.range(0, expected.length).toArray(), output.toArray(), expected, FLOOR);
    }

    private GradientReport compareGradient(int input, float[] gradient, ToDoubleFunction<double[][]> loss, double[][] at) {
        int[] chosen = chosen(input, gradient.length);
        double[] differences = new double[chosen.length];
        float[] gradients = new float[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            differences[k] = difference(loss, at, at[input], chosen[k]);
            gradients[k] = gradient[chosen[k]];
        }
        return GradientReport.compare("gradient of input " + input, chosen, gradients, differences, FLOOR);
    }

    /** The central difference with respect to {@code x[index]}, where {@code x} is one of {@code at}. */
    private double difference(ToDoubleFunction<double[][]> loss, double[][] at, double[] x, int index) {
        double before = x[index];
        double step = (reference == null ? FLOAT_STEP : STEP) * Math.max(1, Math.abs(before));
        double above = reference == null ? (float) (before + step) : before + step;
        double below = reference == null ? (float) (before - step) : before - step;
        x[index] = above;
        double up = loss.applyAsDouble(at);
        x[index] = below;
        double down = loss.applyAsDouble(at);
        x[index] = before;
        return (up - down) / (above - below);
    }

    private ToDoubleFunction<double[][]> loss(Tensor[] inputs, float[] weights) {
        Reference function = reference != null ? reference : at -> forward(inputs, at);
        return at -> {
            double[] output = function.apply(at);
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += output[i] * weights[i];
            }
            return sum;
        };
    }

    /** The op's own forward at {@code at}, with the shapes of {@code inputs}. */
    private double[] forward(Tensor[] inputs, double[][] at) {
        Tensor[] moved = new Tensor[inputs.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Tensor.zeros(inputs[i].shape());
            for (int k = 0; k < at[i].length; k++) {
                moved[i].array()[k] = (float) at[i][k];
            }
        }
        try (Tape tape = tapes.get()) {
            return doubles(op.apply(tape, moved))[0];
        }
    }

    private Tensor weights(Shape shape) {
        RandomStream stream = RandomStream.of(seed, "gradient check/weights");
        Tensor weights = Tensor.zeros(shape);
        for (int i = 0; i < weights.size(); i++) {
            weights.array()[i] = 2 * stream.uniform(i) - 1;
        }
        return weights;
    }

    private int[] chosen(int input, int size) {
        int[] all = size <= limit
                ? IntStream.range(0, size).toArray()
                : RandomStream.of(seed, "gradient check/input " + input).permutation(size);
        return Arrays.copyOf(all, Math.min(size, limit));
    }

    private static double[][] doubles(Tensor... tensors) {
        double[][] values = new double[tensors.length][];
        for (int i = 0; i < tensors.length; i++) {
            float[] floats = tensors[i].toArray();
            values[i] = new double[floats.length];
            Arrays.setAll(values[i], k -> floats[k]);
        }
        return values;
    }
}

package dev.inkstone.autodiff;

import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Supplier;
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
 * <p>The error of a gradient {@code a} where the difference is {@code n} is {@code |a − n| / max(|a|, |n|, m / 100)}. There
 * {@code m} is the largest |n| that was computed for that input or, if it is larger, Σ |∂outputⱼ/∂x · weightⱼ|, of which n is the
 * sum without the bars: an element that is tiny beside its neighbours, or because its terms cancel, is measured by those. The
 * error of an output is the same with the largest |output| or |input| as {@code m}. Equal values have error 0; a value that is not finite
 * where the other is has an infinite error.
 *
 * <p>Differences mean nothing across a kink. Choose inputs that stay away from them by more than the step: no ReLU input near 0,
 * no two values of a max-pooling window nearly equal. Immutable.
 */
public final class GradientCheck {
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
            GradientReport report =
                    reference == null ? GradientReport.NOTHING : compareForward(reference, output, inputs);
            Reference function = reference != null ? reference : at -> forward(inputs, at);
            for (int i = 0; i < inputs.length; i++) {
                Differences differences =
                        new Differences(function, weights.toArray(), doubles(inputs), i, reference == null);
                report = report.and(compareGradient(i, gradients.of(inputs[i]).toArray(), differences));
            }
            return report;
        }
    }

    private static GradientReport compareForward(Reference reference, Tensor output, Tensor[] inputs) {
        double[][] at = doubles(inputs);
        double[] expected = reference.apply(at);
        if (expected.length != output.size()) {
            throw new IllegalArgumentException("gradient check: the reference gives " + expected.length
                    + " values, expected the " + output.size() + " of the op's output " + output.shape());
        }
        double[] sizes = new double[expected.length];
        Arrays.fill(
                sizes,
                Arrays.stream(at)
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElse(0));
        int[] all = IntStream.range(0, expected.length).toArray();
        return GradientReport.compare("output", all, output.toArray(), expected, sizes);
    }

    private GradientReport compareGradient(int input, float[] gradient, Differences differences) {
        int[] chosen = chosen(input, gradient.length);
        float[] actual = new float[chosen.length];
        double[] expected = new double[chosen.length];
        double[] terms = new double[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            actual[k] = gradient[chosen[k]];
            expected[k] = differences.at(chosen[k]);
            terms[k] = differences.terms();
        }
        return GradientReport.compare("gradient of input " + input, chosen, actual, expected, terms);
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

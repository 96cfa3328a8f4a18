package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleAxes;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Ops that move elements, and matrix products. */
@AddLifecycleHook(GradientTotals.class)
class ShapeGradientTest {
    @Property
    void transpose(@ForAll @IntRange(min = 1, max = 4) int rank, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = sizes(inputs, rank);
        int[] keys = inputs.ints(rank, 1 << 20);
        int[] order = IntStream.range(0, rank)
                .boxed()
                .sorted((i, j) -> Integer.compare(keys[i], keys[j]))
                .mapToInt(i -> i)
                .toArray();
        check(
                GradientCheck.of((tape, v) -> Transpose.transpose(tape, v[0], order))
                        .against(v -> DoubleAxes.transpose(dims, order, v[0])),
                seed,
                inputs.uniform(dims));
    }

    @Property
    void slice(@ForAll @IntRange(min = 1, max = 4) int rank, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = sizes(inputs, rank);
        int[] begin = new int[rank];
        int[] size = new int[rank];
        for (int i = 0; i < rank; i++) {
            begin[i] = inputs.ints(1, dims[i])[0];
            size[i] = 1 + inputs.ints(1, dims[i] - begin[i])[0];
        }
        check(
                GradientCheck.of((tape, v) -> Slice.slice(tape, v[0], begin, size))
                        .against(v -> DoubleAxes.block(dims, begin, size, 0, v[0])),
                seed,
                inputs.uniform(dims));
    }

    @Property
    void pad(@ForAll @IntRange(min = 1, max = 4) int rank, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = sizes(inputs, rank);
        int[] before = inputs.ints(rank, 3);
        int[] after = inputs.ints(rank, 3);
        int[] begin = Arrays.stream(before).map(n -> -n).toArray();
        int[] size = IntStream.range(0, rank)
                .map(i -> before[i] + dims[i] + after[i])
                .toArray();
        check(
                GradientCheck.of((tape, v) -> Pad.pad(tape, v[0], before, after, 0.5f))
                        .against(v -> DoubleAxes.block(dims, begin, size, 0.5, v[0])),
                seed,
                inputs.uniform(dims));
    }

    /** The blocks of a split in reverse order, put together again. */
    @Property
    void splitAndConcat(@ForAll @IntRange(max = 2) int axis, @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] dims = sizes(inputs, 3);
        int first = inputs.ints(1, dims[axis] + 1)[0];
        check(
                GradientCheck.of((tape, v) -> {
                            List<Tensor> parts = Split.split(tape, v[0], axis, first, dims[axis] - first);
                            return Concat.concat(tape, axis - 3, parts.get(1), v[1], parts.get(0));
                        })
                        .against(v -> {
                            int inner = IntStream.range(axis + 1, 3)
                                    .map(i -> dims[i])
                                    .reduce(1, (a, b) -> a * b);
                            int row = dims[axis] * inner;
                            double[] y = new double[2 * v[0].length];
                            for (int o = 0; o < v[0].length / row; o++) {
                                int rest = row - first * inner;
                                System.arraycopy(v[0], o * row + first * inner, y, 2 * o * row, rest);
                                System.arraycopy(v[1], o * row, y, 2 * o * row + rest, row);
                                System.arraycopy(v[0], o * row, y, (2 * o + 1) * row + rest, first * inner);
                            }
                            return y;
                        }),
                seed,
                inputs.uniform(dims),
                inputs.uniform(dims));
    }

    @Property
    void gather(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] indices = inputs.ints(count, rows);
        check(
                GradientCheck.of((tape, v) -> Gather.gather(tape, v[0], IntTensor.of(indices)))
                        .against(v -> rows(v[0], indices, width)),
                seed,
                inputs.uniform(rows, width));
    }

    @Property
    void embedding(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] indices = inputs.ints(2 * count, rows);
        Tensor floats = Tensor.zeros(Shape.of(2, count));
        for (int i = 0; i < indices.length; i++) {
            floats.array()[i] = indices[i];
        }
        check(
                GradientCheck.of((tape, v) -> Embedding.embedding(tape, v[0], floats))
                        .against(v -> rows(v[0], indices, width)),
                seed,
                inputs.uniform(rows, width));
    }

    /** Batches [2, 3], of which each operand has all, some, or one matrix for all. */
    @Property
    void matMul(
            @ForAll @IntRange(max = 4) int batchA,
            @ForAll @IntRange(max = 4) int batchB,
            @ForAll boolean transposeA,
            @ForAll boolean transposeB,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] size = Arrays.stream(inputs.ints(3, 6)).map(n -> n + 1).toArray();
        int[] a = dims(batchA, transposeA ? size[2] : size[0], transposeA ? size[0] : size[2]);
        int[] b = dims(batchB, transposeB ? size[1] : size[2], transposeB ? size[2] : size[1]);
        Tensor[] all = {inputs.uniform(a), inputs.weights(size[2], b)};
        int[][] batches;
        try (Tape tape = Tape.inference()) {
            Shape shape =
                    MatMul.matMul(tape, all[0], all[1], transposeA, transposeB).shape();
            batches = batches(shape, batchA, batchB);
            assertThat(shape.size()).isEqualTo(batches.length * size[0] * size[1]);
        }
        check(
                GradientCheck.of((tape, v) -> MatMul.matMul(tape, v[0], v[1], transposeA, transposeB))
                        .against(v -> {
                            double[] y = new double[batches.length * size[0] * size[1]];
                            for (int i = 0; i < batches.length; i++) {
                                double[] left = matrix(v[0], batches[i][0], size[0], size[2], transposeA);
                                double[] right = matrix(v[1], batches[i][1], size[2], size[1], transposeB);
                                double[] one = DoubleMath.dense(size[0], size[2], size[1], left, right, new double[0]);
                                System.arraycopy(one, 0, y, i * one.length, one.length);
                            }
                            return y;
                        }),
                seed,
                all);
    }

    private static int[] dims(int batch, int rows, int columns) {
        return switch (batch) {
            case 0 -> new int[] {rows, columns};
            case 1 -> new int[] {2, 3, rows, columns};
            case 2 -> new int[] {3, rows, columns};
            case 3 -> new int[] {2, 1, rows, columns};
            default -> new int[] {1, 1, 1, rows, columns};
        };
    }

    /** For each matrix of the output, the numbers of the matrices that it is the product of. */
    private static int[][] batches(Shape output, int batchA, int batchB) {
        int[] leading = Arrays.copyOf(output.dims(), output.rank() - 2);
        int count = Arrays.stream(leading).reduce(1, (x, y) -> x * y);
        int inner = leading.length == 0 ? 1 : leading[leading.length - 1];
        int[][] pairs = new int[count][];
        for (int i = 0; i < count; i++) {
            pairs[i] = new int[] {number(batchA, i, inner), number(batchB, i, inner)};
        }
        return pairs;
    }

    private static int number(int batch, int i, int inner) {
        return switch (batch) {
            case 1 -> i;
            case 2 -> i % inner;
            case 3 -> i / inner;
            default -> 0;
        };
    }

    private static double[] matrix(double[] x, int index, int rows, int columns, boolean transposed) {
        double[] matrix = Arrays.copyOfRange(x, index * rows * columns, (index + 1) * rows * columns);
        return transposed ? DoubleAxes.transpose(new int[] {columns, rows}, new int[] {1, 0}, matrix) : matrix;
    }

    private static double[] rows(double[] table, int[] indices, int width) {
        double[] y = new double[indices.length * width];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(table, indices[i] * width, y, i * width, width);
        }
        return y;
    }

    private static int[] sizes(Inputs inputs, int rank) {
        return Arrays.stream(inputs.ints(rank, 6)).map(size -> size + 1).toArray();
    }

    private static void check(GradientCheck check, long seed, Tensor... inputs) {
        Checked.gradients(check.seed(seed).limit(12), inputs);
    }
}

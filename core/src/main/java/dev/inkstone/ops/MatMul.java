package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.BatchGemm;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Matrix products, or batches of them.
 *
 * <p># Shapes: {@code a [..., m, k]}, {@code b [..., k, n]}, output {@code [..., m, n]}; the axes before the last two broadcast
 * as in NumPy. A matrix that is multiplied transposed is {@code [..., k, m]} or {@code [..., n, k]}.
 */
public final class MatMul {
    private static final String OP = "matmul";

    private MatMul() {}

    /**
     * {@code a · b}.
     *
     * @throws ShapeException if the shapes do not fit
     */
    public static Tensor matMul(Tape tape, Tensor a, Tensor b) {
        return matMul(tape, a, b, false, false);
    }

    /**
     * {@code a · b}, each transposed in its last two axes first if asked for.
     *
     * @throws ShapeException if the shapes do not fit
     */
    public static Tensor matMul(Tape tape, Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        if (a.shape().rank() < 2 || b.shape().rank() < 2) {
            throw new ShapeException(tape.label(OP) + ": inputs " + a.shape() + " and " + b.shape()
                    + ", expected [..., m, k] and [..., k, n]; reshape a vector to a matrix of one row or column");
        }
        return product(tape, transposeA ? transposed(tape, a) : a, transposeB ? transposed(tape, b) : b);
    }

    private static Tensor product(Tape tape, Tensor a, Tensor b) {
        Plan p = Plan.of(tape.label(OP), a.shape(), b.shape());
        Tensor y = tape.allocate(p.output);
        kernels()
                .multiply(
                        p.m,
                        p.n,
                        p.k,
                        a.array(),
                        a.offset(),
                        p.aStarts,
                        b.array(),
                        b.offset(),
                        p.bStarts,
                        y.array(),
                        y.offset());
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    pass.into(a, target -> {
                        Tensor all = unbroadcast(tape, p.aStarts.length * p.m * p.k, p.aFull, target);
                        kernels()
                                .multiplyTransposedB(
                                        p.m,
                                        p.k,
                                        p.n,
                                        gradient.array(),
                                        gradient.offset(),
                                        p.yStarts(),
                                        b.array(),
                                        b.offset(),
                                        p.bStarts,
                                        all.array(),
                                        all.offset());
                        sumTo(tape, all, target);
                    });
                    pass.into(b, target -> {
                        Tensor all = unbroadcast(tape, p.aStarts.length * p.k * p.n, p.bFull, target);
                        kernels()
                                .multiplyTransposedA(
                                        p.m,
                                        p.k,
                                        p.n,
                                        a.array(),
                                        a.offset(),
                                        p.aStarts,
                                        gradient.array(),
                                        gradient.offset(),
                                        p.yStarts(),
                                        all.array(),
                                        all.offset());
                        sumTo(tape, all, target);
                    });
                },
                a,
                b);
    }

    /** Where to write the gradient of each product: {@code target}, unless one matrix was in several of them. */
    private static Tensor unbroadcast(Tape tape, int size, Shape full, Tensor target) {
        return target.size() == size ? target : tape.allocate(full);
    }

    private static void sumTo(Tape tape, Tensor all, Tensor target) {
        if (all != target) {
            Broadcast.sumTo(tape, all, target);
        }
    }

    private static Tensor transposed(Tape tape, Tensor x) {
        int rank = x.shape().rank();
        int[] order = IntStream.range(0, rank).toArray();
        order[rank - 1] = rank - 2;
        order[rank - 2] = rank - 1;
        return Transpose.transpose(tape, x, order);
    }

    private static BatchGemm kernels() {
        return Kernels.active().batchGemm();
    }

    /**
     * What is multiplied by what: {@code aStarts.length} products, of the matrices that begin there. Where b is one matrix for
     * all, the rows of a are taken as those of one matrix.
     */
    private record Plan(int m, int n, int k, int[] aStarts, int[] bStarts, Shape output, Shape aFull, Shape bFull) {
        static Plan of(String label, Shape a, Shape b) {
            int m = a.dim(-2);
            int k = a.dim(-1);
            int n = b.dim(-1);
            if (k != b.dim(-2) || k == 0 || n == 0) {
                throw new ShapeException(label + ": inputs " + a + " and " + b
                        + ", expected [..., m, k] and [..., k, n] with equal k; transpose one of them");
            }
            Shape batch = Broadcast.shape(label, leading(a), leading(b));
            Shape output = with(batch, m, n);
            if (b.rank() == 2) {
                return new Plan(a.size() / k, n, k, new int[1], new int[1], output, a, b);
            }
            int[] aStarts = starts(leading(a), batch, m * k);
            int[] bStarts = starts(leading(b), batch, k * n);
            return new Plan(m, n, k, aStarts, bStarts, output, with(batch, m, k), with(batch, k, n));
        }

        int[] yStarts() {
            return IntStream.range(0, aStarts.length).map(i -> i * m * n).toArray();
        }

        private static Shape leading(Shape shape) {
            return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 2));
        }

        private static Shape with(Shape batch, int rows, int columns) {
            int[] dims = Arrays.copyOf(batch.dims(), batch.rank() + 2);
            dims[batch.rank()] = rows;
            dims[batch.rank() + 1] = columns;
            return Shape.of(dims);
        }

        /** Where the matrix begins that is used at each place of {@code batch}. */
        private static int[] starts(Shape own, Shape batch, int size) {
            int[] strides = Strides.of(own);
            int[] starts = new int[batch.size()];
            for (int i = 0; i < starts.length; i++) {
                int rest = i;
                for (int axis = 1; axis <= batch.rank(); axis++) {
                    int coordinate = rest % batch.dim(-axis);
                    rest /= batch.dim(-axis);
                    if (axis <= own.rank() && own.dim(-axis) > 1) {
                        starts[i] += coordinate * strides[own.rank() - axis] * size;
                    }
                }
            }
            return starts;
        }
    }
}

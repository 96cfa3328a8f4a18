package dev.inkstone.ops;

import dev.inkstone.autodiff.BackwardPass;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** NumPy's broadcasting: shapes are aligned at the end, and a missing or unit axis is repeated. */
final class Broadcast {
    private Broadcast() {}

    /** The shape rule. */
    static Shape shape(String label, Shape a, Shape b) {
        int[] dims = new int[Math.max(a.rank(), b.rank())];
        for (int i = 1; i <= dims.length; i++) {
            int da = i > a.rank() ? 1 : a.dim(-i);
            int db = i > b.rank() ? 1 : b.dim(-i);
            if (da != db && da != 1 && db != 1) {
                throw new ShapeException(label + ": shapes " + a + " and " + b + " differ at axis -" + i + " (" + da
                        + " and " + db + "), expected equal sizes or 1; reshape one of them");
            }
            dims[dims.length - i] = da == 1 ? db : da;
        }
        return Shape.of(dims);
    }

    static Tensor apply(Tape tape, String op, Binary f, Tensor a, Tensor b) {
        Tensor y = tape.allocate(shape(tape.label(op), a.shape(), b.shape()));
        apply(f, a, b, y);
        return y;
    }

    /** {@code y = f(a, b)}, where {@code y} has the broadcast shape. */
    static void apply(Binary f, Tensor a, Tensor b, Tensor y) {
        Kernels.active()
                .pointwise()
                .broadcast(
                        f,
                        y.shape().dims(),
                        a.array(),
                        a.offset(),
                        strides(a.shape(), y.shape()),
                        b.array(),
                        b.offset(),
                        strides(b.shape(), y.shape()),
                        y.array(),
                        y.offset());
    }

    /** {@code from} repeated to the shape of {@code to}, which it broadcasts to. */
    static void expand(Tensor from, Tensor to) {
        apply(Binary.MULTIPLY, from, Tensor.scalar(1), to);
    }

    /** As {@link #expand(Tensor, Tensor)}: walks the output, and counts the index up in every axis. */
    static void expand(IntTensor from, IntTensor to) {
        int[] dims = to.shape().dims();
        int[] strides = strides(from.shape(), to.shape());
        int[] index = new int[dims.length];
        int at = from.offset();
        for (int i = 0; i < to.size(); i++) {
            to.array()[to.offset() + i] = from.array()[at];
            for (int d = dims.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++index[d] < dims[d]) {
                    break;
                }
                at -= strides[d] * dims[d];
                index[d] = 0;
            }
        }
    }

    /** Hands {@code gradient}, summed over the axes along which {@code input} was repeated, to {@code pass}. */
    static void pass(Tape tape, BackwardPass pass, Tensor gradient, Tensor input) {
        if (gradient.shape().equals(input.shape())) {
            pass.pass(input, gradient);
        } else {
            pass.into(input, target -> sumTo(tape, gradient, target));
        }
    }

    /** The gradient of the broadcast: {@code gradient} summed over the axes along which {@code target} was repeated. */
    static void sumTo(Tape tape, Tensor gradient, Tensor target) {
        int[] dims = gradient.shape().dims();
        int lead = dims.length - target.shape().rank();
        Tensor current = gradient;
        for (int end = dims.length; end > 0; end--) {
            int begin = end;
            while (begin > 0 && repeated(target.shape(), begin - 1 - lead)) {
                begin--;
            }
            if (begin < end) {
                current = sum(tape, current, dims, begin, end);
                end = begin + 1;
            }
        }
        System.arraycopy(current.array(), current.offset(), target.array(), target.offset(), target.size());
    }

    /** The sum over the repeated axes of {@code gradient · factor}. */
    static void productTo(Tape tape, Tensor gradient, Tensor factor, Tensor target) {
        Tensor product = tape.allocate(gradient.shape());
        apply(Binary.MULTIPLY, gradient, factor, product);
        sumTo(tape, product, target);
    }

    /** Sums over axes {@code begin … end − 1} of {@code dims}, which become 1. */
    private static Tensor sum(Tape tape, Tensor x, int[] dims, int begin, int end) {
        int outer = product(dims, 0, begin);
        int reduce = product(dims, begin, end);
        int inner = product(dims, end, dims.length);
        java.util.Arrays.fill(dims, begin, end, 1);
        Tensor y = tape.allocate(Shape.of(outer * inner));
        Kernels.active().reduction().sumAxis(outer, reduce, inner, x.array(), x.offset(), y.array(), y.offset());
        return y;
    }

    private static boolean repeated(Shape target, int axis) {
        return axis < 0 || target.dim(axis) == 1;
    }

    private static int product(int[] dims, int begin, int end) {
        int product = 1;
        for (int i = begin; i < end; i++) {
            product *= dims[i];
        }
        return product;
    }

    private static int[] strides(Shape from, Shape to) {
        int[] strides = new int[to.rank()];
        int stride = 1;
        for (int i = 1; i <= from.rank(); i++) {
            strides[strides.length - i] = from.dim(-i) == 1 ? 0 : stride;
            stride *= from.dim(-i);
        }
        return strides;
    }
}

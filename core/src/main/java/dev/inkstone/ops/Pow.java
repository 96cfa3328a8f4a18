package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Pointwise;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** Powers with one exponent for all, or one for each element. */
public final class Pow {
    private static final String OP = "pow";

    private Pow() {}

    /**
     * {@code x} to the {@code exponent} element by element: NaN where x is below 0 and the exponent not whole, 1 where the
     * exponent is 0. The exponents −1, ½, 1, 2 and 3 are computed as 1/x, √x, x, x·x and (x·x)·x. The gradient is {@code
     * exponent · x} to the {@code exponent − 1}. Any shape.
     *
     * @throws IllegalArgumentException if the exponent is not finite
     */
    public static Tensor pow(Tape tape, Tensor x, float exponent) {
        Checks.finite(tape.label(OP), "exponent", exponent);
        Tensor y = tape.allocate(x.shape());
        power(x, exponent, y);
        return tape.record(
                OP, y, (gradient, pass) -> pass.into(x, target -> backward(x, exponent, gradient, target)), x);
    }

    /**
     * {@code a} to the {@code b} element by element, with the special cases of C's {@code pow}: NaN where {@code a} is below 0 and
     * {@code b} not whole, 1 where {@code b} is 0. Any two shapes that broadcast as in NumPy.
     *
     * <p>The gradient of {@code a} is {@code b·a} to the {@code b − 1}, and 0 where {@code b} is 0. That of {@code b} is {@code y·log
     * a}, and 0 where {@code a} is 0 and {@code b} 0 or more; so it is NaN where {@code a} is below 0, and −∞ where {@code a} is 0 and
     * {@code b} below 0. All as in PyTorch.
     *
     * @throws dev.inkstone.tensor.ShapeException if the shapes do not broadcast
     */
    public static Tensor pow(Tape tape, Tensor a, Tensor b) {
        Tensor y = Broadcast.apply(tape, OP, Binary.POWER, a, b);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    pass.into(a, target -> baseGradient(tape, a, b, gradient, target));
                    pass.into(b, target -> exponentGradient(tape, a, b, y, gradient, target));
                },
                a,
                b);
    }

    private static void baseGradient(Tape tape, Tensor a, Tensor b, Tensor gradient, Tensor target) {
        Tensor exponent = tape.allocate(gradient.shape());
        Broadcast.expand(b, exponent);
        Tensor less = tape.allocate(gradient.shape());
        Broadcast.apply(Binary.SUBTRACT, exponent, Tensor.scalar(1), less);
        Tensor product = tape.allocate(gradient.shape());
        Broadcast.apply(Binary.POWER, a, less, product);
        multiply(product, exponent, product);
        multiply(product, gradient, product);
        zeroAt(exponent, exponent, product);
        Broadcast.sumTo(tape, product, target);
    }

    private static void exponentGradient(Tape tape, Tensor a, Tensor b, Tensor y, Tensor gradient, Tensor target) {
        Tensor base = tape.allocate(y.shape());
        Broadcast.expand(a, base);
        Tensor exponent = tape.allocate(y.shape());
        Broadcast.expand(b, exponent);
        Tensor product = tape.allocate(y.shape());
        kernels().unary(Unary.LOG, y.size(), base.array(), base.offset(), product.array(), product.offset());
        multiply(product, y, product);
        multiply(product, gradient, product);
        zeroAt(base, exponent, product);
        Broadcast.sumTo(tape, product, target);
    }

    /** Makes {@code x} 0 where {@code a} is 0 and {@code b} not below. */
    private static void zeroAt(Tensor a, Tensor b, Tensor x) {
        kernels()
                .zeroAt(
                        x.size(),
                        a.array(),
                        a.offset(),
                        b.array(),
                        b.offset(),
                        x.array(),
                        x.offset(),
                        x.array(),
                        x.offset());
    }

    private static void backward(Tensor x, float exponent, Tensor gradient, Tensor target) {
        if (exponent == 0f) {
            fill(target, 0f);
            return;
        }
        power(x, exponent - 1f, target);
        scale(target, exponent);
        multiply(target, gradient, target);
    }

    private static void power(Tensor x, float exponent, Tensor y) {
        int n = x.size();
        if (exponent == 0f) {
            fill(y, 1f);
        } else if (exponent == 1f) {
            System.arraycopy(x.array(), x.offset(), y.array(), y.offset(), n);
        } else if (exponent == 2f) {
            multiply(x, x, y);
        } else if (exponent == 3f) {
            multiply(x, x, y);
            multiply(y, x, y);
        } else if (exponent == -1f) {
            kernels().scalarBinary(Binary.DIVIDE, n, 1f, x.array(), x.offset(), y.array(), y.offset());
        } else if (exponent == 0.5f) {
            kernels().unary(Unary.SQRT, n, x.array(), x.offset(), y.array(), y.offset());
        } else {
            kernels().binaryScalar(Binary.POWER, n, x.array(), x.offset(), exponent, y.array(), y.offset());
        }
    }

    private static void fill(Tensor y, float value) {
        Arrays.fill(y.array(), y.offset(), y.offset() + y.size(), value);
    }

    private static void scale(Tensor y, float factor) {
        kernels().binaryScalar(Binary.MULTIPLY, y.size(), y.array(), y.offset(), factor, y.array(), y.offset());
    }

    private static void multiply(Tensor a, Tensor b, Tensor y) {
        kernels()
                .binary(Binary.MULTIPLY, y.size(), a.array(), a.offset(), b.array(), b.offset(), y.array(), y.offset());
    }

    private static Pointwise kernels() {
        return Elementwise.kernels();
    }
}

package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Element-wise activations that other ops can apply to their own output before it leaves the cache. */
public enum Activation {
    /** x itself. */
    LINEAR(null),
    /** max(x, 0); the gradient at 0 is 0. */
    RELU(Unary.RELU),
    /** The self-normalising unit of Klambauer et al. (2017): 1.0507·x, or 1.0507·1.6733·(eˣ − 1) where x ≤ 0. */
    SELU(Unary.SELU),
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID(Unary.SIGMOID),
    /** tanh x. */
    TANH(Unary.TANH);

    private final @Nullable Unary function;

    Activation(@Nullable Unary function) {
        this.function = function;
    }

    @Nullable Unary function() {
        return function;
    }

    /** This activation of every element of {@code x}, as an op of its own. */
    public Tensor apply(Tape tape, Tensor x) {
        if (function == null) {
            return x;
        }
        Unary f = function;
        Tensor y = tape.allocate(x.shape());
        Kernels.active().pointwise().unary(f, x.size(), x.array(), x.offset(), y.array(), y.offset());
        return tape.record(
                name().toLowerCase(java.util.Locale.ROOT),
                y,
                (gradient, pass) -> pass.into(x, target -> backward(f, y, gradient, target)),
                x);
    }

    /** The gradient before a fused activation, from the output behind it. */
    Tensor unfuse(Tape tape, Tensor output, Tensor gradient) {
        if (function == null) {
            return gradient;
        }
        Tensor before = tape.allocate(gradient.shape());
        backward(function, output, gradient, before);
        return before;
    }

    private static void backward(Unary f, Tensor y, Tensor gradient, Tensor target) {
        Kernels.active()
                .pointwise()
                .unaryGradient(
                        f,
                        y.size(),
                        y.array(),
                        y.offset(),
                        gradient.array(),
                        gradient.offset(),
                        target.array(),
                        target.offset());
    }
}

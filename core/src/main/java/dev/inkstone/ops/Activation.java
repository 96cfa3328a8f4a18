package dev.inkstone.ops;

import dev.inkstone.autodiff.BackwardPass;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Reduction;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Element-wise activations. Those whose gradient can be computed from their output ({@link #fuses()}) are applied by other ops to
 * their own output before it leaves the cache; the others follow such an op as an op of their own, which keeps its input.
 */
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
    TANH(Unary.TANH),
    /** log(1 + eˣ). */
    SOFTPLUS(Unary.SOFTPLUS),
    /** (x + 3) / 6 between 0 and 1, as in PyTorch and Keras 3; the gradient at ±3 is 0. */
    HARD_SIGMOID(Unary.HARD_SIGMOID),
    /** x, or {@value LeakyRelu#DEFAULT_ALPHA}·x where x ≤ 0, as in PyTorch (Keras: 0.3, TensorFlow: 0.2); see {@link LeakyRelu}. */
    LEAKY_RELU(null),
    /** x, or eˣ − 1 where x ≤ 0; see {@link Elu} for other alphas. */
    ELU(null),
    /** x·Φ(x) with the normal distribution Φ (Hendrycks and Gimpel, 2016). */
    GELU(Unary.GELU),
    /** {@link #GELU} with the distribution approximated by tanh. */
    GELU_TANH(Unary.GELU_TANH),
    /** x / (1 + e⁻ˣ), also called swish. */
    SILU(Unary.SILU),
    /** x times the hard sigmoid (Howard et al., 2019); the gradient at −3 is 0, at 3 it is 1. */
    HARD_SWISH(Unary.HARD_SWISH);

    private final @Nullable Unary function;

    Activation(@Nullable Unary function) {
        this.function = function;
    }

    /** Whether another op can apply this to its own output: the gradient needs the output alone. */
    public boolean fuses() {
        return this == LINEAR || function != null && !function.fromInput();
    }

    /** What a kernel is to apply to its output; null for nothing. Only where {@link #fuses()}. */
    @Nullable Unary function() {
        if (!fuses()) {
            throw new IllegalStateException(
                    this + ": cannot be fused, for its gradient needs its input; call apply behind the op");
        }
        return function;
    }

    /** This activation of every element of {@code x}, as an op of its own. */
    public Tensor apply(Tape tape, Tensor x) {
        Unary f = function;
        if (f != null) {
            return noted(tape, Elementwise.unary(tape, name().toLowerCase(Locale.ROOT), f, x));
        }
        return this == LEAKY_RELU
                ? LeakyRelu.leakyRelu(tape, x, LeakyRelu.DEFAULT_ALPHA)
                : this == ELU ? Elu.elu(tape, x, Elu.DEFAULT_ALPHA) : x;
    }

    /** The output of this activation, noted as probabilities if it is a sigmoid, for losses that want logits. */
    Tensor noted(Tape tape, Tensor output) {
        return this == SIGMOID || this == HARD_SIGMOID
                ? tape.probabilities(this == SIGMOID ? "sigmoid" : "hard sigmoid", output)
                : output;
    }

    /**
     * The gradient before a bias and a fused activation, from the output behind them; {@code bias}, if there is one, gets its own:
     * the sum over all but the last axis.
     */
    Tensor unfuse(BackwardPass pass, Tensor output, Tensor gradient, @Nullable Tensor bias) {
        Unary f = function();
        Tensor before = f == null ? gradient : pass.over(gradient);
        if (bias != null && pass.needs(bias)) {
            pass.into(bias, target -> biasGradient(f, output, gradient, before, target));
        } else if (f != null) {
            Elementwise.gradient(f, output, gradient, before);
        }
        return before;
    }

    private static void biasGradient(@Nullable Unary f, Tensor output, Tensor gradient, Tensor before, Tensor target) {
        Reduction sums = Kernels.active().reduction();
        int channels = target.size();
        int rows = gradient.size() / channels;
        if (f == null) {
            sums.sumAxis(1, rows, channels, gradient.array(), gradient.offset(), target.array(), target.offset());
            return;
        }
        sums.activationGradient(
                f,
                rows,
                channels,
                output.array(),
                output.offset(),
                gradient.array(),
                gradient.offset(),
                before.array(),
                before.offset(),
                target.array(),
                target.offset());
    }
}

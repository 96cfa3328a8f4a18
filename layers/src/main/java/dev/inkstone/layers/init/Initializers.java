package dev.inkstone.layers.init;

import dev.inkstone.layers.init.VarianceScaling.Distribution;
import dev.inkstone.layers.init.VarianceScaling.Fan;
import dev.inkstone.ops.Activation;

/**
 * The usual initialisers under their usual names. Glorot, He and LeCun choose the variance by the number of connections: {@code in}
 * is the product of all dimensions of the weights but the last ({@code in} of {@code [in, out]}, {@code kh·kw·in} of {@code [kh, kw, in,
 * out]}), {@code out} of all but the last but one ({@code out}, {@code kh·kw·out}); see {@link Initializer#fanIn} and {@link
 * Initializer#fanOut}. A vector counts as many as it has elements for both.
 *
 * <table>
 * <caption>The families</caption>
 * <tr><th>variance</th><th>uniform</th><th>normal, cut at two deviations</th><th>normal</th></tr>
 * <tr><td>2 / (in + out)</td><td>{@link #glorotUniform}</td><td>{@link #glorotNormal}</td>
 *     <td>{@link #glorotUntruncatedNormal}</td></tr>
 * <tr><td>2 / in</td><td>{@link #heUniform}</td><td>{@link #heNormal}</td><td>{@link #heUntruncatedNormal}</td></tr>
 * <tr><td>1 / in</td><td>{@link #lecunUniform}</td><td>{@link #lecunNormal}</td><td>{@link #lecunUntruncatedNormal}</td></tr>
 * </table>
 *
 * <p>All forms have the variance given: a uniform one reaches to ±√(3·variance), a cut one is widened by what it loses. The names are
 * Keras's, whose normal distributions are cut; PyTorch's are not.
 */
public final class Initializers {
    private Initializers() {}

    /** Variance 2 / (in + out), uniform (Glorot and Bengio, 2010): for sigmoid, tanh and linear layers. */
    public static Initializer glorotUniform() {
        return new VarianceScaling(1, Fan.AVERAGE, Distribution.UNIFORM);
    }

    /** Variance 2 / (in + out), truncated normal (Glorot and Bengio, 2010). */
    public static Initializer glorotNormal() {
        return new VarianceScaling(1, Fan.AVERAGE, Distribution.TRUNCATED_NORMAL);
    }

    /** Variance 2 / in, uniform (He et al., 2015): for ReLU layers. */
    public static Initializer heUniform() {
        return new VarianceScaling(2, Fan.IN, Distribution.UNIFORM);
    }

    /** Variance 2 / in, truncated normal (He et al., 2015): for ReLU layers. */
    public static Initializer heNormal() {
        return new VarianceScaling(2, Fan.IN, Distribution.TRUNCATED_NORMAL);
    }

    /** Variance 1 / in, uniform (LeCun et al., 1998). */
    public static Initializer lecunUniform() {
        return new VarianceScaling(1, Fan.IN, Distribution.UNIFORM);
    }

    /** Variance 1 / in, truncated normal (LeCun et al., 1998): for SELU layers (Klambauer et al., 2017). */
    public static Initializer lecunNormal() {
        return new VarianceScaling(1, Fan.IN, Distribution.TRUNCATED_NORMAL);
    }

    /** Variance 2 / (in + out), normal: PyTorch's {@code xavier_normal_}. */
    public static Initializer glorotUntruncatedNormal() {
        return new VarianceScaling(1, Fan.AVERAGE, Distribution.NORMAL);
    }

    /** Variance 2 / in, normal: PyTorch's {@code kaiming_normal_}. */
    public static Initializer heUntruncatedNormal() {
        return new VarianceScaling(2, Fan.IN, Distribution.NORMAL);
    }

    /** Variance 1 / in, normal: PyTorch's {@code kaiming_normal_} with {@code nonlinearity="linear"}. */
    public static Initializer lecunUntruncatedNormal() {
        return new VarianceScaling(1, Fan.IN, Distribution.NORMAL);
    }

    /**
     * Normal with mean 0 and this deviation, whatever the shape.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Initializer normal(double deviation) {
        return new Normal(deviation);
    }

    /**
     * Normal with mean 0 and this deviation, values beyond two deviations drawn again; what is left has 0.88 times the deviation.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Initializer truncatedNormal(double deviation) {
        return new TruncatedNormal(deviation);
    }

    /**
     * Uniform in [{@code −limit}, {@code limit}).
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static Initializer uniform(double limit) {
        return new Uniform(-limit, limit);
    }

    /**
     * The same value everywhere.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Initializer constant(double value) {
        return new Constant(value);
    }

    /** A random orthogonal matrix (Saxe et al., 2014), see {@link Orthogonal}. */
    public static Initializer orthogonal() {
        return orthogonal(1);
    }

    /**
     * A random orthogonal matrix times {@code gain}; √2 is usual before ReLU.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /** Zeros. */
    public static Initializer zeros() {
        return new Constant(0);
    }

    /** Ones. */
    public static Initializer ones() {
        return new Constant(1);
    }

    /**
     * What a layer with {@code activation} uses unless told otherwise: He for ReLU and what resembles it (leaky ReLU, ELU, GELU,
     * SiLU, hard swish), LeCun for SELU, else Glorot.
     */
    public static Initializer forActivation(Activation activation) {
        return switch (activation) {
            case RELU, LEAKY_RELU, ELU, GELU, GELU_TANH, SILU, HARD_SWISH -> heUniform();
            case SELU -> lecunNormal();
            case LINEAR, SIGMOID, TANH, SOFTPLUS, HARD_SIGMOID -> glorotUniform();
        };
    }
}

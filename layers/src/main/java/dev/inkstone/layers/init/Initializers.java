package dev.inkstone.layers.init;

import dev.inkstone.layers.init.VarianceScaling.Distribution;
import dev.inkstone.layers.init.VarianceScaling.Fan;
import dev.inkstone.ops.Activation;

/** The usual initialisers under their usual names. */
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

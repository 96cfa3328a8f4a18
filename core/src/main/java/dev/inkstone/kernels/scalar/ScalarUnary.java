package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.Unary;

/** Functions of one argument and their gradients, element by element. */
final class ScalarUnary {
    private ScalarUnary() {}

    static float value(Unary f, float x) {
        return switch (f) {
            case RELU -> Math.max(x, 0f);
            case SELU -> ScalarMath.selu(x);
            case SIGMOID -> ScalarMath.sigmoid(x);
            case TANH -> ScalarMath.tanh(x);
            case EXP -> ScalarMath.exp(x);
            case SOFTPLUS -> ScalarCurves.softplus(x);
            case HARD_SIGMOID -> ScalarCurves.hardSigmoid(x);
            case SQRT -> (float) Math.sqrt(x);
            case LOG -> ScalarLog.log(x);
            case ABS -> Math.abs(x);
            case GELU -> ScalarCurves.gelu(x);
            case GELU_TANH -> ScalarCurves.geluTanh(x);
            case SILU -> ScalarCurves.silu(x);
            case HARD_SWISH -> ScalarCurves.hardSwish(x);
        };
    }

    /** {@code g · f'} from the saved value {@code v}: the output, or the input where {@link Unary#fromInput}. */
    static float gradient(Unary f, float v, float g) {
        return switch (f) {
            case RELU -> v > 0f ? g : 0f;
            case SELU -> g * (v > 0f ? ScalarMath.SELU_SCALE : v + ScalarMath.SELU_SCALE_ALPHA);
            case SIGMOID -> g * (v * (1f - v));
            case TANH -> g * Math.fma(-v, v, 1f);
            case EXP -> g * v;
            case SOFTPLUS -> g * ScalarCurves.softplusSlope(v);
            case HARD_SIGMOID -> v > 0f && v < 1f ? g / 6f : 0f;
            case SQRT -> g / (v * 2f);
            case LOG -> g / v;
            case ABS -> v > 0f ? g : v < 0f ? -g : 0f;
            case GELU -> g * ScalarCurves.geluSlope(v);
            case GELU_TANH -> g * ScalarCurves.geluTanhSlope(v);
            case SILU -> g * ScalarCurves.siluSlope(v);
            case HARD_SWISH -> g * ScalarCurves.hardSwishSlope(v);
        };
    }
}

package dev.inkstone.ops.reference;

import dev.inkstone.ops.Activation;
import java.util.Arrays;

/** Activations in double precision. */
public final class DoubleActivation {
    private DoubleActivation() {}

    /** One value. */
    public static double of(Activation activation, double x) {
        return switch (activation) {
            case LINEAR -> x;
            case RELU -> Math.max(x, 0);
            case SELU -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case HARD_SIGMOID -> hardSigmoid(x);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case GELU -> x * DoubleNormal.distribution(x);
            case GELU_TANH -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case SILU -> x / (1 + Math.exp(-x));
            case HARD_SWISH -> x * hardSigmoid(x);
        };
    }

    /** Every value. */
    public static double[] of(Activation activation, double[] x) {
        return Arrays.stream(x).map(v -> of(activation, v)).toArray();
    }

    /** Whether a value lies so near to a corner of the activation that differences across it mean nothing. */
    public static boolean nearCorner(Activation activation, double[] x) {
        return near(1e-4, x, corners(activation));
    }

    /** Whether a value lies so near to where the activation is level that its gradient is rounding only. */
    public static boolean nearLevel(Activation activation, double[] x) {
        return near(1e-2, x, levels(activation));
    }

    private static double hardSigmoid(double x) {
        return Math.min(Math.max(x + 3, 0), 6) / 6;
    }

    private static double[] corners(Activation activation) {
        return switch (activation) {
            case RELU, SELU, LEAKY_RELU, ELU -> new double[] {0};
            case HARD_SIGMOID, HARD_SWISH -> new double[] {-3, 3};
            case LINEAR, SIGMOID, TANH, SOFTPLUS, GELU, GELU_TANH, SILU -> new double[0];
        };
    }

    private static double[] levels(Activation activation) {
        return switch (activation) {
            case GELU -> new double[] {-0.75179};
            case GELU_TANH -> new double[] {-0.75246};
            case SILU -> new double[] {-1.27846};
            case HARD_SWISH -> new double[] {-1.5};
            default -> new double[0];
        };
    }

    private static boolean near(double distance, double[] x, double[] places) {
        return Arrays.stream(x).anyMatch(v -> Arrays.stream(places).anyMatch(place -> Math.abs(v - place) < distance));
    }
}

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
        };
    }

    /** Every value. */
    public static double[] of(Activation activation, double[] x) {
        return Arrays.stream(x).map(v -> of(activation, v)).toArray();
    }

    /** Whether a value lies so near to the corner of the activation that differences across it mean nothing. */
    public static boolean nearCorner(Activation activation, double[] x) {
        boolean hasCorner = activation == Activation.RELU || activation == Activation.SELU;
        return hasCorner && Arrays.stream(x).anyMatch(v -> Math.abs(v) < 1e-4);
    }
}

package dev.inkstone.ops.reference;

/** The normal distribution in double precision. */
public final class DoubleNormal {
    private DoubleNormal() {}

    /** Φ(x), with a small relative error even where it is tiny. */
    public static double distribution(double x) {
        double tail = upperTail(Math.abs(x));
        return x < 0 ? tail : 1 - tail;
    }

    /** Φ′(x). */
    public static double density(double x) {
        return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double upperTail(double a) {
        if (a < 3) {
            double term = a;
            double sum = a;
            for (int k = 3; k < 120; k += 2) {
                term *= a * a / k;
                sum += term;
            }
            return 0.5 - density(a) * sum;
        }
        double fraction = a;
        for (int k = 200; k > 0; k--) {
            fraction = a + k / fraction;
        }
        return density(a) / fraction;
    }
}

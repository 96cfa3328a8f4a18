package dev.inkstone.optim;

/** The learning-rate schedules under their usual names, for a static import. */
public final class Schedules {
    private Schedules() {}

    /** The same rate always. */
    public static ConstantRate constant(double rate) {
        return new ConstantRate(rate);
    }

    /** {@code rate·gamma^⌊t/every⌋}. */
    public static StepDecay stepDecay(double rate, double gamma, long every) {
        return new StepDecay(rate, gamma, every);
    }

    /** {@code rate·gamma^(t/steps)}. */
    public static ExponentialDecay exponential(double rate, double gamma, long steps) {
        return new ExponentialDecay(rate, gamma, steps, false);
    }

    /** {@code end + (rate − end)·(1 − t/steps)^power} until {@code steps}, then {@code end}; power 1 is a line. */
    public static PolynomialDecay polynomial(double rate, double end, long steps, double power) {
        return new PolynomialDecay(rate, end, steps, power);
    }

    /** From {@code rate} to 0 over {@code steps} along half a cosine. */
    public static CosineDecay cosine(double rate, long steps) {
        return new CosineDecay(rate, 0, steps);
    }

    /** From {@code rate} to {@code minimum} over {@code steps} along half a cosine. */
    public static CosineDecay cosine(double rate, double minimum, long steps) {
        return new CosineDecay(rate, minimum, steps);
    }

    /** Half a cosine from {@code rate} to 0 again and again, each as long as the one before. */
    public static CosineRestarts cosineRestarts(double rate, long steps) {
        return new CosineRestarts(rate, 0, steps, 1, 1);
    }

    /** Up to {@code maximum} over 30 % of {@code steps} and down to almost 0, with PyTorch's settings. */
    public static OneCycle oneCycle(double maximum, long steps) {
        return new OneCycle(maximum, steps, 0.3, 25, 1e4, OneCycle.Anneal.COSINE);
    }

    static double rate(String schedule, double value) {
        return atLeast(schedule, "rate", value, 0);
    }

    static double atLeast(String schedule, String what, double value, double least) {
        if (!(value >= least && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    schedule + ": " + what + " " + value + ", expected a finite number of " + least + " or more");
        }
        return value;
    }

    static double above(String schedule, String what, double value, double bound) {
        if (!(value > bound && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    schedule + ": " + what + " " + value + ", expected a finite number above " + bound);
        }
        return value;
    }

    static long steps(String schedule, String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    schedule + ": " + what + " " + value + ", expected " + least + " or more; steps, not epochs");
        }
        return value;
    }
}

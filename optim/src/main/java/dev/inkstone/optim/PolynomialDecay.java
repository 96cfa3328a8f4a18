package dev.inkstone.optim;

/**
 * {@code end + (initial − end)·(1 − min(t, steps)/steps)^power} (Keras' {@code PolynomialDecay} without cycles).
 *
 * @param initial the first rate
 * @param end the rate from step {@code steps} on
 * @param steps how long the way takes
 * @param power 1 is a line, 2 a parabola
 */
public record PolynomialDecay(double initial, double end, long steps, double power) implements Schedule {
    /** @throws IllegalArgumentException if a rate is negative, the power not above 0, or {@code steps} below 1 */
    public PolynomialDecay {
        Schedules.rate("polynomial decay", initial);
        Schedules.atLeast("polynomial decay", "end", end, 0);
        Schedules.steps("polynomial decay", "steps", steps, 1);
        Schedules.above("polynomial decay", "power", power, 0);
    }

    @Override
    public double rate(long step) {
        double left = 1 - (double) Math.min(step, steps) / steps;
        return end + (initial - end) * StrictMath.pow(left, power);
    }
}

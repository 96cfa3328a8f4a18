package dev.inkstone.optim;

/**
 * {@code initial·gamma^(t/steps)} (Keras' {@code ExponentialDecay}; PyTorch's {@code ExponentialLR} with {@code steps} 1).
 *
 * @param initial the first rate
 * @param gamma what the rate is multiplied by in the course of {@code steps}
 * @param steps how long that takes
 * @param staircase whether the exponent is rounded down
 */
public record ExponentialDecay(double initial, double gamma, long steps, boolean staircase) implements Schedule {
    /** @throws IllegalArgumentException if a number is negative, or {@code steps} below 1 */
    public ExponentialDecay {
        Schedules.rate("exponential decay", initial);
        Schedules.atLeast("exponential decay", "gamma", gamma, 0);
        Schedules.steps("exponential decay", "steps", steps, 1);
    }

    /** The same with or without the exponent rounded down; default without. */
    public ExponentialDecay staircase(boolean staircase) {
        return new ExponentialDecay(initial, gamma, steps, staircase);
    }

    @Override
    public double rate(long step) {
        double exponent = staircase ? step / steps : (double) step / steps;
        return initial * StrictMath.pow(gamma, exponent);
    }
}

package dev.inkstone.optim;

/**
 * The same rate always.
 *
 * @param value the rate
 */
public record ConstantRate(double value) implements Schedule {
    /** @throws IllegalArgumentException if the rate is not a finite number of 0 or more */
    public ConstantRate {
        Schedules.rate("constant rate", value);
    }

    @Override
    public double rate(long step) {
        return value;
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}

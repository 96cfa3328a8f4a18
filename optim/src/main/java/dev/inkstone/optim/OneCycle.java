package dev.inkstone.optim;

/**
 * Up and down once (Smith and Topin, Super-Convergence, 2018; PyTorch's {@code OneCycleLR} with two phases): from {@code
 * maximum/divisor} up to {@code maximum} at position {@code rise·steps − 1} (not rounded), then down to {@code
 * maximum/divisor/finalDivisor} in step {@code steps − 1}, where it stays.
 *
 * @param maximum the top
 * @param steps how many steps there will be
 * @param rise the share of the steps before the top, between 0 and 1
 * @param divisor the top divided by the first rate
 * @param finalDivisor the first rate divided by the last one
 * @param anneal the form of both ways
 */
public record OneCycle(double maximum, long steps, double rise, double divisor, double finalDivisor, Anneal anneal)
        implements Schedule {
    /** The form of a way. */
    public enum Anneal {
        /** Half a cosine. */
        COSINE,
        /** A line. */
        LINE
    }

    /** @throws IllegalArgumentException if a number is not above 0, or {@code rise} not below 1 */
    public OneCycle {
        Schedules.rate("one-cycle", maximum);
        Schedules.steps("one-cycle", "steps", steps, 1);
        Schedules.above("one-cycle", "divisor", divisor, 0);
        Schedules.above("one-cycle", "final divisor", finalDivisor, 0);
        if (!(rise > 0 && rise < 1)) {
            throw new IllegalArgumentException("one-cycle: rise " + rise + ", expected a share between 0 and 1");
        }
    }

    /** The same with the top after this share of the steps; default 0.3. */
    public OneCycle rise(double rise) {
        return new OneCycle(maximum, steps, rise, divisor, finalDivisor, anneal);
    }

    /** The same with a first rate of {@code maximum/divisor} and a last one of {@code maximum/divisor/finalDivisor}. */
    public OneCycle divisors(double divisor, double finalDivisor) {
        return new OneCycle(maximum, steps, rise, divisor, finalDivisor, anneal);
    }

    /** The same along this form; default {@link Anneal#COSINE}. */
    public OneCycle anneal(Anneal anneal) {
        return new OneCycle(maximum, steps, rise, divisor, finalDivisor, anneal);
    }

    @Override
    public double rate(long step) {
        double top = rise * steps - 1;
        double first = maximum / divisor;
        if (step < top) {
            return between(first, maximum, step / top);
        }
        double last = steps - 1;
        return step >= last
                ? first / finalDivisor
                : between(maximum, first / finalDivisor, (step - top) / (last - top));
    }

    private double between(double from, double to, double share) {
        return anneal == Anneal.COSINE ? CosineDecay.between(from, to, share) : from + (to - from) * share;
    }
}

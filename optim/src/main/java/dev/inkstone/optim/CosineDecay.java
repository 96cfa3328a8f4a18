package dev.inkstone.optim;

/**
 * Half a cosine: {@code minimum + (initial − minimum)·(1 + cos(π·min(t, steps)/steps))/2} (Loshchilov and Hutter, SGDR, 2017,
 * without restarts).
 *
 * @param initial the first rate
 * @param minimum the rate from step {@code steps} on
 * @param steps how long the way takes
 */
public record CosineDecay(double initial, double minimum, long steps) implements Schedule {
    /** @throws IllegalArgumentException if a rate is negative or {@code steps} below 1 */
    public CosineDecay {
        Schedules.rate("cosine decay", initial);
        Schedules.atLeast("cosine decay", "minimum", minimum, 0);
        Schedules.steps("cosine decay", "steps", steps, 1);
    }

    @Override
    public double rate(long step) {
        return between(initial, minimum, (double) Math.min(step, steps) / steps);
    }

    /** From {@code start} (share 0) to {@code end} (share 1) along half a cosine. */
    static double between(double start, double end, double share) {
        return end + (start - end) * (1 + StrictMath.cos(StrictMath.PI * share)) / 2;
    }
}

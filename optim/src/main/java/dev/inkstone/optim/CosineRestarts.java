package dev.inkstone.optim;

/**
 * Half a cosine from {@code initial} to {@code minimum}, then from the top again (Loshchilov and Hutter, SGDR, 2017; PyTorch's
 * {@code CosineAnnealingWarmRestarts}, Keras' {@code CosineDecayRestarts}).
 *
 * @param initial the first rate
 * @param minimum what each cycle falls to
 * @param steps length of the first cycle
 * @param growth how many times as long each cycle is as the one before; 1 for equal ones
 * @param peak by what the top is multiplied from cycle to cycle; 1 for equal ones
 */
public record CosineRestarts(double initial, double minimum, long steps, int growth, double peak) implements Schedule {
    /** @throws IllegalArgumentException if a rate is negative, or {@code steps} or {@code growth} below 1 */
    public CosineRestarts {
        Schedules.rate("cosine restarts", initial);
        Schedules.atLeast("cosine restarts", "minimum", minimum, 0);
        Schedules.steps("cosine restarts", "steps", steps, 1);
        Schedules.atLeast("cosine restarts", "growth", growth, 1);
        Schedules.atLeast("cosine restarts", "peak", peak, 0);
    }

    /** The same with this lowest rate; default 0. */
    public CosineRestarts minimum(double minimum) {
        return new CosineRestarts(initial, minimum, steps, growth, peak);
    }

    /** The same with cycles that grow by this factor; default 1. */
    public CosineRestarts growth(int growth) {
        return new CosineRestarts(initial, minimum, steps, growth, peak);
    }

    /** The same with tops that change by this factor from cycle to cycle; default 1. */
    public CosineRestarts peak(double peak) {
        return new CosineRestarts(initial, minimum, steps, growth, peak);
    }

    @Override
    public double rate(long step) {
        long cycle = 0;
        long length = steps;
        long within = step;
        if (growth == 1) {
            cycle = step / steps;
            within = step % steps;
        } else {
            for (; within >= length; cycle++) {
                within -= length;
                length = Math.multiplyExact(length, growth);
            }
        }
        double top = minimum + (initial - minimum) * StrictMath.pow(peak, cycle);
        return CosineDecay.between(top, minimum, (double) within / length);
    }
}

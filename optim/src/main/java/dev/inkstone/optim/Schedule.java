package dev.inkstone.optim;

/**
 * A learning rate as a function of the steps made. The built-in ones ({@link Schedules}) are immutable records; an own one may be
 * a lambda, and is then printed and compared as one. Deterministic: use {@link StrictMath}.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate of a step.
     *
     * @param step steps made before; 0 for the first
     * @return a finite number of 0 or more; an optimizer refuses to step with another
     */
    double rate(long step);

    /**
     * The same after a rise over {@code steps} steps, in step t (from 0) {@code peak·(t + 1)/steps}, where the peak is this
     * schedule's first rate; this schedule begins when the rise is over.
     *
     * @throws IllegalArgumentException if {@code steps} is negative
     */
    default WarmUp warmUp(long steps) {
        return new WarmUp(this, steps, 0, WarmUp.Form.STEP_PLUS_ONE);
    }

    /**
     * The same after a rise over {@code steps} steps, in step t (from 0) {@code start + (peak − start)·t/steps}.
     *
     * @throws IllegalArgumentException if {@code steps} or {@code start} are negative
     */
    default WarmUp warmUp(long steps, double start) {
        return new WarmUp(this, steps, start, WarmUp.Form.LINEAR_FROM_START);
    }
}

package dev.inkstone.optim;

/**
 * A rise to the first rate of {@code then}, which begins when the rise is over: its step 0 is step {@code steps} here.
 *
 * @param then what follows
 * @param steps how long the rise takes; 0 for none
 * @param start the rate of the first step of {@link Form#LINEAR_FROM_START}
 * @param form the line of the rise
 */
public record WarmUp(Schedule then, long steps, double start, Form form) implements Schedule {
    /** The line of the rise; t counts from 0. */
    public enum Form {
        /** {@code start + (peak − start)·t/steps}: the first step has the start rate. */
        LINEAR_FROM_START,
        /** {@code peak·(t + 1)/steps}: the last step of the rise has the peak rate. */
        STEP_PLUS_ONE
    }

    /** @throws IllegalArgumentException if a number is negative */
    public WarmUp {
        Schedules.steps("warm-up", "steps", steps, 0);
        Schedules.atLeast("warm-up", "start", start, 0);
    }

    @Override
    public double rate(long step) {
        if (step >= steps) {
            return then.rate(step - steps);
        }
        double peak = then.rate(0);
        return form == Form.STEP_PLUS_ONE ? peak * (step + 1) / steps : start + (peak - start) * step / steps;
    }
}

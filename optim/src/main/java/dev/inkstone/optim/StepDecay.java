package dev.inkstone.optim;

/**
 * Falls at once every so many steps: {@code initial·gamma^⌊t/every⌋} (PyTorch's {@code StepLR}).
 *
 * @param initial the first rate
 * @param gamma what the rate is multiplied by
 * @param every after how many steps
 */
public record StepDecay(double initial, double gamma, long every) implements Schedule {
    /** @throws IllegalArgumentException if a number is negative, or {@code every} below 1 */
    public StepDecay {
        Schedules.rate("step decay", initial);
        Schedules.atLeast("step decay", "gamma", gamma, 0);
        Schedules.steps("step decay", "every", every, 1);
    }

    @Override
    public double rate(long step) {
        return initial * StrictMath.pow(gamma, step / every);
    }
}

package dev.inkstone.training;

/** The callbacks under their usual names, for a static import. */
public final class Callbacks {
    private Callbacks() {}

    /**
     * Stops the run when {@code monitored} has not become better for 5 epochs; see {@link EarlyStopping} for other patience
     * and {@link StoppingRules} for other rules.
     *
     * @param monitored {@code "val_accuracy"}, {@code "val_loss"}, …; see {@link Monitor#of} for its direction
     */
    public static EarlyStopping earlyStopping(String monitored) {
        return EarlyStopping.on(Monitor.of(monitored));
    }

    /** Writes a line every 100 steps and at each validation, for example to {@code System.out}. */
    public static ProgressLines progress(Appendable out) {
        return ProgressLines.to(out);
    }

    /**
     * Makes the learning rate ten times smaller when {@code monitored} has not become better for 10 looks; see {@link
     * ReduceOnPlateau} for other settings.
     *
     * @param monitored {@code "val_accuracy"}, {@code "val_loss"}, …; see {@link Monitor#of} for its direction
     */
    public static ReduceOnPlateau reduceOnPlateau(String monitored) {
        return ReduceOnPlateau.on(Monitor.of(monitored));
    }

    /**
     * Averages the weights over the steps and validates with the averages.
     *
     * @param decay the share of the old average in each step, for example 0.999
     */
    public static WeightAverage weightAverage(double decay) {
        return WeightAverage.withDecay(decay);
    }
}

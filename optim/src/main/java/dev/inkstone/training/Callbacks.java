package dev.inkstone.training;

/** The callbacks under their usual names, for a static import. */
public final class Callbacks {
    private Callbacks() {}

    /**
     * Stops the run when {@code monitored} has not become better for 5 epochs; see {@link EarlyStopping} for other patience.
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
}

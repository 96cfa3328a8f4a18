package dev.inkstone.training;

/** Hears what happens in a training run, on the trainer's thread, in the order of registration. */
@FunctionalInterface
public interface Callback {
    /**
     * Called for every event. May read, evaluate, save, and {@link Trainer#stop} the run; the time it takes is not part of any
     * training time. An exception ends the run and reaches the caller of {@code fit};
     * a next fit goes on behind the event, which is not told again.
     */
    void on(TrainingEvent event, Trainer trainer);
}

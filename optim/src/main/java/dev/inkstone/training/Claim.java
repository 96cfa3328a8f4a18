package dev.inkstone.training;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees to it that a trainer has one user at a time. */
final class Claim {
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    boolean isHeldByThisThread() {
        return user.get() == Thread.currentThread();
    }

    /**
     * Runs {@code action} as the only user.
     *
     * @param method for the message
     * @throws IllegalStateException if there is another one
     */
    <T> T during(String method, Supplier<T> action) {
        Thread now = Thread.currentThread();
        if (!user.compareAndSet(null, now)) {
            Thread other = user.get();
            throw new IllegalStateException(
                    "trainer: " + method + " called "
                            + (other == now
                                    ? "by a callback of a running fit, expected after it; call trainer.stop(reason) to end it"
                                    : "by thread '" + now.getName() + "' while "
                                            + (other == null ? "another" : "'" + other.getName() + "'")
                                            + " uses the trainer, expected one thread at a time; build a trainer for each thread"));
        }
        try {
            return action.get();
        } finally {
            user.set(null);
        }
    }
}

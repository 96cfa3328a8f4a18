package dev.inkstone.mnist;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGINT (Ctrl-C) and SIGTERM while a run is on: the JVM waits with its end until the run has saved where it stands. */
final class Interruption implements AutoCloseable {
    /** A step and a checkpoint take less, unless something is wrong. */
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "interruption");
    private volatile boolean requested;

    private Interruption() {}

    /** Watches until it is closed. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the run shall stop. */
    boolean isRequested() {
        return requested;
    }

    /** The run is over, or saved. */
    @Override
    public void close() {
        saved.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the JVM is on its way down already, which is as good
            }
        }
    }

    private void request() {
        requested = true;
        try {
            saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

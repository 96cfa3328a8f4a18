package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads some batches ahead on a daemon thread of its own. The thread ends after the last batch, after a failure, when this is
 * closed, and when nobody holds the iterator any more.
 */
final class Prefetch implements Feed {
    private static final long LOOK_MILLIS = 500;

    private final Batches batches;
    private final int epoch;
    private final int first;
    private final WeakReference<Object> consumer;
    private final Thread thread;
    private final List<BatchBuffer> buffers = new ArrayList<>();
    private final Deque<BatchBuffer> free = new ArrayDeque<>();
    private final Deque<BatchBuffer> full = new ArrayDeque<>();
    private @Nullable BatchBuffer given;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean closed;
    private boolean read; // all that was wanted; what fails then is the closing

    Prefetch(Batches batches, int epoch, int first, int ahead, Object consumer) {
        this.batches = batches;
        this.epoch = epoch;
        this.first = first;
        this.consumer = new WeakReference<>(consumer);
        for (int i = 0; i <= Math.min(ahead, batches.stepsPerEpoch() - first); i++) {
            buffers.add(batches.buffer());
        }
        free.addAll(buffers);
        this.thread = new Thread(this::readAhead, "inkstone-prefetch");
        thread.setDaemon(true);
    }

    Feed started() {
        thread.start();
        return this;
    }

    private void readAhead() {
        Throwable thrown = null;
        try (WorkerPool.Scope alone = WorkerPool.scoped(1); // the others are busy with the training step
                Rows rows = batches.rows(epoch, first)) {
            for (int step = first; step < batches.stepsPerEpoch(); step++) {
                BatchBuffer buffer = takeFree();
                if (buffer == null) {
                    break;
                }
                rows.fill(buffer, batches.sizeOf(step));
                put(buffer);
            }
            readAll();
        } catch (Throwable e) { // whatever it is, it belongs to who asks for the batch
            thrown = e;
        }
        end(thrown);
    }

    /** Null if nobody wants more. */
    private synchronized @Nullable BatchBuffer takeFree() throws InterruptedException {
        while (!closed && free.isEmpty() && consumer.get() != null) {
            wait(LOOK_MILLIS);
        }
        return closed ? null : free.poll();
    }

    private synchronized void put(BatchBuffer buffer) {
        full.add(buffer);
        notifyAll();
    }

    private synchronized void readAll() {
        read = true;
    }

    private synchronized void end(@Nullable Throwable thrown) {
        failure = thrown;
        ended = true;
        notifyAll();
    }

    @Override
    public BatchBuffer next() {
        BatchBuffer taken = takeFull();
        if (taken == null) {
            throw failed();
        }
        return taken;
    }

    /** Null if there are no more. */
    private @Nullable BatchBuffer takeFull() {
        boolean interrupted = false;
        synchronized (this) {
            if (given != null) {
                free.add(given);
                given = null;
                notifyAll();
            }
            while (full.isEmpty() && !ended) {
                try {
                    wait();
                } catch (InterruptedException e) { // the caller's next step is the place to look at that
                    interrupted = true;
                }
            }
            given = full.poll();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return given;
    }

    private RuntimeException failed() {
        IllegalStateException here =
                new IllegalStateException("batches: " + (read ? "closed what" : "asked for a batch that")
                        + " could not be " + (read ? "closed" : "read ahead"));
        if (failure instanceof Error error) {
            error.addSuppressed(here);
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            exception.addSuppressed(here);
            return exception;
        }
        return new IllegalStateException("batches: reading ahead has ended, expected a batch", failure);
    }

    /** Waits until the batch that is being read has been read; throws if the source could not be closed, as without a thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        buffers.forEach(BatchBuffer::close);
        if (read && failure != null) {
            throw failed();
        }
    }
}

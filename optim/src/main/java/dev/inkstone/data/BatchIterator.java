package dev.inkstone.data;

import dev.inkstone.random.Position;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the batches of an epoch. All of them share one buffer, which goes back to the library's pool after the last
 * batch, or on {@link #close()}; forgetting that costs speed, never correctness. A stream's iterator is closed then too, and the
 * thread of {@link Batches#prefetch} has ended. Belongs to the thread that asked for it.
 */
public final class BatchIterator implements Iterator<Batch>, AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final Batches batches;
    private final int epoch;
    private final Feed feed;
    private int next;
    private @Nullable Batch current;
    private boolean closed;

    BatchIterator(Batches batches, int epoch, int firstBatch) {
        this.batches = batches;
        this.epoch = epoch;
        this.next = firstBatch;
        this.feed = batches.ahead() == 0
                ? Feed.direct(batches, epoch, firstBatch)
                : new Prefetch(batches, epoch, firstBatch, batches.ahead(), this).started();
    }

    /** Whether there is another batch; if not, the last one cannot be read any more. */
    @Override
    public boolean hasNext() {
        requireOwner();
        boolean more = !closed && next < batches.stepsPerEpoch();
        if (!more) {
            close();
        }
        return more;
    }

    /**
     * The next batch; the one before cannot be read any more.
     *
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if another thread calls
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("batches: epoch " + epoch + " has no batch " + next
                    + ", expected fewer than " + batches.stepsPerEpoch() + " calls; ask hasNext() before");
        }
        if (current != null) {
            current.close();
        }
        int size = batches.sizeOf(next);
        BatchBuffer buffer = feed.next();
        long step = (long) epoch * batches.stepsPerEpoch() + next;
        Long seed = batches.seed();
        Batch batch = Batch.of(buffer, size, new Position(seed == null ? 0 : seed, step, 0, size));
        current = batch;
        next++;
        return batch;
    }

    /** Gives the buffer back; a second call does nothing. */
    @Override
    public void close() {
        requireOwner();
        if (closed) {
            return;
        }
        closed = true;
        if (current != null) {
            current.close();
        }
        feed.close();
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("batches: iterator used by thread '"
                    + Thread.currentThread().getName() + "', expected '" + owner.getName()
                    + "', which asked for it; ask for an iterator in each thread");
        }
    }
}

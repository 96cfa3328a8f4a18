package dev.inkstone.data;

import dev.inkstone.random.Position;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the batches of an epoch. All of them share one buffer, which goes back to the library's pool after the last
 * batch, or on {@link #close()}; forgetting that costs speed, never correctness. Belongs to the thread that asked for it.
 */
public final class BatchIterator implements Iterator<Batch>, AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final Batches batches;
    private final Dataset data;
    private final int epoch;
    private final int @Nullable [] order;
    private final BatchBuffer buffer;
    private int next;
    private @Nullable Batch current;
    private boolean closed;

    BatchIterator(Batches batches, int epoch, int firstBatch) {
        this.batches = batches;
        this.data = batches.data();
        this.epoch = epoch;
        this.next = firstBatch;
        this.order = batches.order(epoch);
        this.buffer = new BatchBuffer(data, Math.min(batches.batchSize(), data.size()));
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
        int from = next * batches.batchSize();
        int size = Math.min(batches.batchSize(), data.size() - from);
        fill(from, size);
        long step = (long) epoch * batches.stepsPerEpoch() + next;
        Long seed = batches.seed();
        Batch batch = Batch.of(buffer, size, new Position(seed == null ? 0 : seed, step, 0, size));
        current = batch;
        next++;
        return batch;
    }

    private void fill(int from, int size) {
        for (int i = 0; i < size; i++) {
            buffer.read(order == null ? from + i : order[from + i], i);
        }
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
        buffer.close();
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("batches: iterator used by thread '"
                    + Thread.currentThread().getName() + "', expected '" + owner.getName()
                    + "', which asked for it; ask for an iterator in each thread");
        }
    }
}

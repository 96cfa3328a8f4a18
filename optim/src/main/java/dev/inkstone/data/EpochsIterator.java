package dev.inkstone.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The batches of some epochs one after the other; belongs to one thread, as each {@link BatchIterator} does. */
final class EpochsIterator implements Iterator<Batch> {
    private final Batches batches;
    private final int count;
    private int next;
    private @Nullable BatchIterator running;

    EpochsIterator(Batches batches, int count) {
        this.batches = batches;
        this.count = batches.size() == 0 ? 0 : count;
    }

    @Override
    public boolean hasNext() {
        boolean more = running != null && running.hasNext();
        if (!more && next < count) {
            running = batches.epoch(next++);
            return running.hasNext();
        }
        return more;
    }

    @Override
    public Batch next() {
        if (!hasNext() || running == null) {
            throw new NoSuchElementException(
                    "batches: none is left of " + count + " epochs, expected fewer calls; ask hasNext() before");
        }
        return running.next();
    }
}

package dev.inkstone.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Walks through the examples of a stream once. What it walks through is closed with it, if that can be closed. */
abstract class Walk implements Iterator<Example>, AutoCloseable {
    @Override
    public abstract void close();

    private static void closeIfItCan(Iterator<?> iterator) {
        if (iterator instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("stream: cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    /** As many examples as were announced; more or fewer are an error. */
    static final class Exact extends Walk {
        private final Iterator<Example> examples;
        private final int epoch;
        private final int size;
        private int given;

        Exact(@Nullable Iterator<Example> examples, int epoch, int size) {
            if (examples == null) {
                throw new IllegalStateException("stream: the iterator of epoch " + (epoch + 1L)
                        + " is null, expected one; open a fresh iterator for each epoch");
            }
            this.examples = examples;
            this.epoch = epoch;
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            boolean more = more();
            if (more != given < size) {
                throw new IllegalStateException("stream: " + (more ? "goes on" : "ended") + " after " + given
                        + " examples of epoch " + (epoch + 1L) + ", expected "
                        + (more ? "its end" : Integer.toString(size)) + "; " + cure(more));
            }
            return more;
        }

        private boolean more() {
            try {
                return examples.hasNext();
            } catch (RuntimeException e) {
                throw Unreadable.example("stream", given, epoch, e);
            }
        }

        private String cure(boolean more) {
            String count = "tell ExampleStream.of how many there are";
            if (more) {
                return count + ", or take(" + size + ")";
            }
            String fresh = "open a fresh iterator for each epoch";
            return given > 0 ? count : epoch > 0 ? fresh : fresh + ", or " + count;
        }

        @Override
        public Example next() {
            if (!hasNext()) {
                throw new NoSuchElementException("stream: no example is left");
            }
            try {
                Example example = examples.next();
                given++;
                return example;
            } catch (RuntimeException e) {
                throw Unreadable.example("stream", given, epoch, e);
            }
        }

        @Override
        public void close() {
            closeIfItCan(examples);
        }
    }

    /** The first examples; does not ask whether there are more. */
    static final class Limited extends Walk {
        private final Walk examples;
        private int left;

        Limited(Walk examples, int count) {
            this.examples = examples;
            this.left = count;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && examples.hasNext();
        }

        @Override
        public Example next() {
            if (left == 0) {
                throw new NoSuchElementException("stream: no example is left");
            }
            left--;
            return examples.next();
        }

        @Override
        public void close() {
            examples.close();
        }
    }

    /** One walk after the other. */
    static final class Rounds extends Walk {
        private final IntFunction<Walk> rounds;
        private final int last;
        private int next;
        private @Nullable Walk running;

        /** Rounds {@code first} to {@code last - 1}. */
        Rounds(IntFunction<Walk> rounds, int first, int last) {
            this.rounds = rounds;
            this.next = first;
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            while (running == null || !running.hasNext()) {
                close();
                if (next == last) {
                    return false;
                }
                running = rounds.apply(next++);
            }
            return true;
        }

        @Override
        public Example next() {
            if (!hasNext() || running == null) {
                throw new NoSuchElementException("stream: no example is left");
            }
            return running.next();
        }

        @Override
        public void close() {
            Walk ended = running;
            running = null;
            if (ended != null) {
                ended.close();
            }
        }
    }
}

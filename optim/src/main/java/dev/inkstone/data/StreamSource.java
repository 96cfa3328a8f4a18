package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream, read in its order or through a shuffle buffer.
 *
 * @param stream what is read
 * @param buffer examples from which the next one is chosen
 * @param seed what the choice depends on; null for the order of the stream
 */
record StreamSource(
        ExampleStream stream, int buffer, @Nullable Long seed) implements ExampleSource {
    /** An example and its place in the stream. */
    private record Numbered(Example example, int index) {}

    @Override
    public int size() {
        return stream.size();
    }

    @Override
    public Layout layout() {
        return stream.layout();
    }

    @Override
    public ExampleSource inOrder() {
        return new StreamSource(stream, 1, null);
    }

    @Override
    public Rows open(int epoch, int first) {
        return new Reader(epoch, first);
    }

    private final class Reader implements Rows {
        private final int epoch;
        private final @Nullable RandomStream random;
        private final Numbered[] waiting;
        private @Nullable Walk walk;
        private int inBuffer;
        private int read;
        private int given;
        private int skip;
        private boolean failed;

        Reader(int epoch, int first) {
            this.epoch = epoch;
            this.random = seed == null ? null : RandomStream.of(seed, "shuffle/epoch-" + epoch);
            this.waiting = new Numbered[Math.min(buffer, Math.max(1, size()))];
            this.skip = first;
        }

        @Override
        public void fill(BatchBuffer batch, int rows) {
            if (failed) {
                throw new IllegalStateException("stream: reading epoch " + epoch
                        + " failed before, expected no further batch; begin the epoch again");
            }
            failed = true;
            for (; skip > 0; skip--) {
                next();
            }
            Numbered[] examples = new Numbered[rows];
            for (int i = 0; i < rows; i++) {
                examples[i] = next();
            }
            if (given == size()) {
                hasNext(); // the stream checks its end
            }
            if (stream.hasMaps()) {
                WorkerPool.run(rows, i -> put(examples[i], batch, i));
            } else {
                for (int i = 0; i < rows; i++) {
                    put(examples[i], batch, i);
                }
            }
            failed = false;
        }

        private void put(Numbered numbered, BatchBuffer batch, int row) {
            Example example = numbered.example();
            batch.put(example, stream.mapped(example.values(), epoch, numbered.index()), row);
        }

        /** One of those that wait; the next of the stream takes its place, or else the last of them. */
        private Numbered next() {
            while (inBuffer < waiting.length && hasNext()) {
                waiting[inBuffer++] = read();
            }
            int chosen = random == null ? 0 : random.below(given, inBuffer);
            Numbered example = waiting[chosen];
            waiting[chosen] = waiting[--inBuffer];
            given++;
            return example;
        }

        private Numbered read() {
            return new Numbered(stream.checked(walk().next(), read), read++);
        }

        private boolean hasNext() {
            return walk().hasNext();
        }

        private Walk walk() {
            if (walk == null) {
                walk = stream.open(epoch);
            }
            return walk;
        }

        @Override
        public void close() {
            if (walk != null) {
                walk.close();
            }
        }
    }
}

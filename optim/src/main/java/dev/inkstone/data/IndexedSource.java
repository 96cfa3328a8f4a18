package dev.inkstone.data;

import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * A data set, read in its order or in another one each epoch.
 *
 * @param data what is read
 * @param seed what the orders depend on; null for that of the data
 */
record IndexedSource(Dataset data, @Nullable Long seed) implements ExampleSource {
    @Override
    public int size() {
        return data.size();
    }

    @Override
    public Layout layout() {
        return Layout.of(data);
    }

    @Override
    public ExampleSource inOrder() {
        return new IndexedSource(data, null);
    }

    @Override
    public Rows open(int epoch, int first) {
        int[] order = seed == null
                ? null
                : RandomStream.of(seed, "shuffle/epoch-" + epoch).permutation(size());
        return new Reader(data.inEpoch(epoch), epoch, order, first);
    }

    private static final class Reader implements Rows {
        private final Dataset data;
        private final int epoch;
        private final int @Nullable [] order;
        private final boolean parallel;
        private int next;

        Reader(Dataset data, int epoch, int @Nullable [] order, int first) {
            this.data = data;
            this.epoch = epoch;
            this.order = order;
            this.parallel = View.costly(data);
            this.next = first;
        }

        @Override
        public void fill(BatchBuffer buffer, int rows) {
            int from = next;
            if (parallel) {
                WorkerPool.run(rows, i -> read(buffer, example(from + i), i));
            } else {
                for (int i = 0; i < rows; i++) {
                    read(buffer, example(from + i), i);
                }
            }
            next += rows;
        }

        private void read(BatchBuffer buffer, int example, int row) {
            try {
                buffer.read(data, example, row);
            } catch (RuntimeException e) {
                throw Unreadable.example("dataset", example, epoch, e);
            }
        }

        private int example(int index) {
            return order == null ? index : order[index];
        }
    }
}

package dev.inkstone.data;

/** Gives the batches of an epoch one after the other. */
interface Feed extends AutoCloseable {
    /** The next batch; what was given before may be overwritten. */
    BatchBuffer next();

    @Override
    void close();

    /** Reads a batch when it is asked for, always into the same buffer. */
    static Feed direct(Batches batches, int epoch, int first) {
        BatchBuffer buffer = batches.buffer();
        Rows rows = batches.rows(epoch, first);
        return new Feed() {
            private int next = first;

            @Override
            public BatchBuffer next() {
                rows.fill(buffer, batches.sizeOf(next));
                next++;
                return buffer;
            }

            @Override
            public void close() {
                buffer.close();
                rows.close();
            }
        };
    }
}

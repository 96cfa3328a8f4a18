package dev.inkstone.data;

/** Walks through the examples of an epoch; belongs to one thread. */
interface Rows extends AutoCloseable {
    /** Writes the next {@code rows} examples into the first rows of the buffer. */
    void fill(BatchBuffer buffer, int rows);

    /** Lets go of files and the like. */
    @Override
    default void close() {}
}

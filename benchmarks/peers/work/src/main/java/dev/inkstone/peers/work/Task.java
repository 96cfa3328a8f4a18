package dev.inkstone.peers.work;

/** Something that a library does again and again. Belongs to one thread. */
public interface Task extends AutoCloseable {
    /** What does not count as work of turn {@code turn}; mostly nothing. */
    default void prepare(int turn) {}

    /** Does it once, and has ended when it returns. */
    void run(int turn);

    /** A number that the result of the last turn decides: the loss of a training step. Not timed. */
    double value();

    @Override
    default void close() {}
}

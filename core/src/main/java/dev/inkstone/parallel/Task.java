package dev.inkstone.parallel;

/** One of the numbered pieces of a parallel region. */
@FunctionalInterface
public interface Task {
    /** Does piece {@code index}; pieces write to disjoint places and run in any order. */
    void run(int index);
}

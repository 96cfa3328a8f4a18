package dev.inkstone.kernels;

/** What writes the terms of a sum just before they are summed, so that they are still in the nearest cache. */
interface Terms {
    /** They stand there already. */
    Terms READY = (at, n) -> {};

    /** Writes elements {@code at} to {@code at + n} of the array that is summed. */
    void write(int at, int n);
}

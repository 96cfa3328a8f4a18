package dev.inkstone.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Counts the bytes of operands: each array once for being read and once for being written, however often the kernel comes back to
 * it. Divided by time in nanoseconds, {@code gbytes} is GB/s and {@code percentOfTriad} their share of what a triad over the memory
 * reaches on the same threads, measured right before the iteration. More than 100 means that the caches held operands.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class ByteCounter {
    /** Bytes so far. */
    public long gbytes;

    /** Nanoseconds that they would have taken at the triad's speed, times 100. */
    public double percentOfTriad;

    private final Limits limits = new Limits();
    private double percentPerByte;

    /** Measures the memory. */
    @Setup(Level.Iteration)
    public void measure() {
        percentPerByte = 100 / limits.bandwidth();
    }

    void add(long bytes) {
        gbytes += bytes;
        percentOfTriad += bytes * percentPerByte;
    }
}

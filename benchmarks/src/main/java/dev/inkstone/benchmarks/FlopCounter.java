package dev.inkstone.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts floating-point operations (a multiply-add is two, taps on the padding included). Divided by time in nanoseconds, {@code
 * gflops} is GFLOP/s.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class FlopCounter {
    /** Operations so far. */
    public long gflops;
}

package dev.inkstone.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Counts floating-point operations (a multiply-add is two, taps on the padding included). Divided by time in nanoseconds, {@code
 * gflops} is GFLOP/s and {@code percentOfPeak} their share of what multiply-adds in registers reach on the same threads, measured
 * right before the iteration.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class FlopCounter {
    /** Operations so far. */
    public long gflops;

    /** Nanoseconds that they would have taken at the peak, times 100. */
    public double percentOfPeak;

    private final Limits limits = new Limits();
    private double percentPerFlop;

    /** Measures the peak. */
    @Setup(Level.Iteration)
    public void measure() {
        percentPerFlop = 100 / limits.peak();
    }

    void add(long flops) {
        gflops += flops;
        percentOfPeak += flops * percentPerFlop;
    }
}

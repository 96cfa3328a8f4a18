package dev.inkstone.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What this machine can do at most: multiply-adds in registers, and a triad over 192 MB, on one thread and on all. Read the
 * columns {@code gflops} and {@code gbytes}. The other benchmarks measure the same before each of their iterations and give what
 * they reach as a share of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {
    private final MultiplyAdds arithmetic = new MultiplyAdds();
    private final Triad triad = new Triad();

    /** Twelve chains of multiply-adds. */
    @Benchmark
    @Threads(1)
    public void multiplyAdd(Operations flops) {
        flops.gflops += arithmetic.run();
    }

    /** The same on every processor. */
    @Benchmark
    @Threads(Threads.MAX)
    public void multiplyAddOnAll(Operations flops) {
        flops.gflops += arithmetic.run();
    }

    /** {@code a = b + s·c}. */
    @Benchmark
    @Threads(1)
    public void triad(Traffic bytes) {
        bytes.gbytes += triad.run(0, 1);
    }

    /** The same on every processor, each with arrays of its own. */
    @Benchmark
    @Threads(Threads.MAX)
    public void triadOnAll(Traffic bytes) {
        bytes.gbytes += triad.run(0, 1);
    }

    /** Floating-point operations. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Operations {
        /** Operations so far. */
        public long gflops;
    }

    /** Bytes read and written. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Traffic {
        /** Bytes so far. */
        public long gbytes;
    }
}

package dev.inkstone.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The most multiply-adds that one thread of this machine does: twelve independent sums in registers, nothing loaded. What kernels
 * reach is to be judged by this figure from the same minutes. Read the column {@code gflops}: GFLOP/s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int TURNS = 4096;

    private final float[] memory = Operands.uniform(16 * FLOATS.length(), 1);

    /** Twelve chains of fma. */
    @Benchmark
    public float[] multiplyAdd(FlopCounter flops) {
        float[] x = memory;
        int n = FLOATS.length();
        FloatVector a = FloatVector.fromArray(FLOATS, x, 0);
        FloatVector b = FloatVector.fromArray(FLOATS, x, n);
        FloatVector c0 = FloatVector.fromArray(FLOATS, x, 2 * n);
        FloatVector c1 = FloatVector.fromArray(FLOATS, x, 3 * n);
        FloatVector c2 = FloatVector.fromArray(FLOATS, x, 4 * n);
        FloatVector c3 = FloatVector.fromArray(FLOATS, x, 5 * n);
        FloatVector c4 = FloatVector.fromArray(FLOATS, x, 6 * n);
        FloatVector c5 = FloatVector.fromArray(FLOATS, x, 7 * n);
        FloatVector c6 = FloatVector.fromArray(FLOATS, x, 8 * n);
        FloatVector c7 = FloatVector.fromArray(FLOATS, x, 9 * n);
        FloatVector c8 = FloatVector.fromArray(FLOATS, x, 10 * n);
        FloatVector c9 = FloatVector.fromArray(FLOATS, x, 11 * n);
        FloatVector c10 = FloatVector.fromArray(FLOATS, x, 12 * n);
        FloatVector c11 = FloatVector.fromArray(FLOATS, x, 13 * n);
        for (int i = 0; i < TURNS; i++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
            c10 = a.fma(b, c10);
            c11 = a.fma(b, c11);
        }
        c0.intoArray(x, 2 * n);
        c1.intoArray(x, 3 * n);
        c2.intoArray(x, 4 * n);
        c3.intoArray(x, 5 * n);
        c4.intoArray(x, 6 * n);
        c5.intoArray(x, 7 * n);
        c6.intoArray(x, 8 * n);
        c7.intoArray(x, 9 * n);
        c8.intoArray(x, 10 * n);
        c9.intoArray(x, 11 * n);
        c10.intoArray(x, 12 * n);
        c11.intoArray(x, 13 * n);
        flops.gflops += 2L * 12 * n * TURNS;
        return x;
    }
}

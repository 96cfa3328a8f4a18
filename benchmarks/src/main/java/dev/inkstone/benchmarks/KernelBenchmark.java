package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the benchmarks of kernels have in common. Their figures are in the columns {@code gflops} or {@code gbytes}, and beside them
 * as a share of what the machine can do. Threads: {@code -jvmArgsAppend -Dinkstone.threads=1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class KernelBenchmark {
    /** Which bodies. */
    @Param({"vector", "scalar"})
    public String lanes = "";

    final Kernels kernels() {
        return lanes.equals("vector") ? Kernels.vector() : Kernels.scalar();
    }
}

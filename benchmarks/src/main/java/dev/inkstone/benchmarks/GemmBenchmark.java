package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Gemm;
import dev.inkstone.kernels.Kernels;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code c[m×n] = a[m×k] · b[k×n]}. Read the column {@code gflops}: GFLOP/s. Threads: {@code -jvmArgsAppend
 * -Dinkstone.threads=1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GemmBenchmark {
    /** {@code m×n×k}. */
    @Param({
        "64x64x64",
        "128x128x128",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "19600x32x144",
        "78400x16x9",
        "100x32x1568"
    })
    public String shape = "";

    /** Which bodies. */
    @Param({"vector", "scalar"})
    public String lanes = "";

    private int m;
    private int n;
    private int k;
    private float[] a = {};
    private float[] b = {};
    private float[] c = {};
    private Gemm gemm = Kernels.scalar().gemm();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        String[] sizes = shape.split("x", -1);
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        a = Operands.uniform(m * k, 1);
        b = Operands.uniform(k * n, 2);
        c = new float[m * n];
        gemm = Operands.kernels(lanes).gemm();
    }

    /** The product. */
    @Benchmark
    public float[] multiply(FlopCounter flops) {
        gemm.multiply(m, n, k, a, 0, b, 0, Epilogue.NONE, c, 0);
        flops.gflops += 2L * m * n * k;
        return c;
    }
}

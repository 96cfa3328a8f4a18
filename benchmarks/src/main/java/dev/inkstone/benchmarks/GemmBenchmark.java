package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Gemm;
import dev.inkstone.kernels.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Matrix products {@code c[m×n]} with {@code k} terms in each sum: squares, and those of the example's networks. */
public class GemmBenchmark extends KernelBenchmark {
    /** {@code m×n×k}. */
    @Param({
        "64x64x64",
        "128x128x128",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "2048x2048x2048",
        "19600x32x144",
        "78400x16x9",
        "100x32x1568",
        "50x300x784",
        "50x100x300",
        "64x128x1764",
        "64x84x5880",
        "1x32x1568"
    })
    public String shape = "";

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
        int[] sizes = Operands.sizes(shape);
        m = sizes[0];
        n = sizes[1];
        k = sizes[2];
        a = Operands.uniform(m * k, 1);
        b = Operands.uniform(k * n, 2);
        c = new float[m * n];
        gemm = kernels().gemm();
    }

    /** {@code a[m×k] · b[k×n]}: a dense layer forward. */
    @Benchmark
    public float[] multiply(FlopCounter flops) {
        gemm.multiply(m, n, k, a, 0, b, 0, Epilogue.NONE, c, 0);
        flops.add(2L * m * n * k);
        return c;
    }

    /** {@code a[m×k] · bᵀ} with {@code b [n×k]}: the gradient of a dense layer's input. */
    @Benchmark
    public float[] multiplyTransposedB(FlopCounter flops) {
        gemm.multiplyTransposedB(m, n, k, a, 0, b, 0, c, 0);
        flops.add(2L * m * n * k);
        return c;
    }

    /** {@code aᵀ · b} with {@code a [k×m]}, summed over {@code k} rows: the gradient of a dense layer's weights. */
    @Benchmark
    public float[] multiplyTransposedA(FlopCounter flops) {
        gemm.multiplyTransposedA(k, m, n, a, 0, b, 0, c, 0);
        flops.add(2L * m * n * k);
        return c;
    }
}

package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Normalization;
import dev.inkstone.kernels.lanes.Unary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Batch norm: statistics, normalisation with and without an activation, gradients. */
public class BatchNormBenchmark extends KernelBenchmark {
    private static final float EPSILON = 1e-3f;

    /** {@code rows×channels}; a row is one pixel of one image. */
    @Param({"78400x16", "78400x32", "100x32", "100x10", "25088x256"})
    public String shape = "";

    private int rows;
    private int c;
    private float[] x = {};
    private float[] y = {};
    private float[] gy = {};
    private float[] mean = {};
    private float[] variance = {};
    private float[] gamma = {};
    private float[] beta = {};
    private float[] gGamma = {};
    private float[] gBeta = {};
    private Normalization norm = Kernels.scalar().normalization();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        int[] s = Operands.sizes(shape);
        rows = s[0];
        c = s[1];
        x = Operands.uniform(rows * c, 1);
        gy = Operands.uniform(rows * c, 2);
        gamma = Operands.uniform(c, 3);
        beta = Operands.uniform(c, 4);
        y = new float[x.length];
        mean = new float[c];
        variance = new float[c];
        gGamma = new float[c];
        gBeta = new float[c];
        norm = kernels().normalization();
        norm.statistics(rows, c, x, 0, mean, 0, variance, 0);
    }

    /** Mean and variance of the batch. */
    @Benchmark
    public float[] statistics(ByteCounter bytes) {
        norm.statistics(rows, c, x, 0, mean, 0, variance, 0);
        bytes.add(4L * x.length);
        return mean;
    }

    /** Normalisation by given statistics. */
    @Benchmark
    public float[] normalize(ByteCounter bytes) {
        norm.normalize(rows, c, x, 0, mean, 0, variance, 0, EPSILON, gamma, 0, beta, 0, null, y, 0);
        bytes.add(8L * x.length);
        return y;
    }

    /** The same, then SELU. */
    @Benchmark
    public float[] normalizeSelu(ByteCounter bytes) {
        norm.normalize(rows, c, x, 0, mean, 0, variance, 0, EPSILON, gamma, 0, beta, 0, Unary.SELU, y, 0);
        bytes.add(8L * x.length);
        return y;
    }

    /** The gradients of input, gamma and beta in training. */
    @Benchmark
    public float[] gradient(ByteCounter bytes) {
        norm.gradient(
                rows, c, x, 0, mean, 0, variance, 0, EPSILON, gamma, 0, null, gy, 0, gy, 0, y, 0, gGamma, 0, gBeta, 0);
        bytes.add(12L * x.length);
        return y;
    }
}

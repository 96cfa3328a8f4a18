package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Updates;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Optimizer steps over all weights of a network. */
public class OptimizerBenchmark extends KernelBenchmark {
    /** Weights: those of {@code cnn}, {@code cnn-bn} and ResNet-50. */
    @Param({"55338", "206000", "25557032"})
    public int weights;

    private float[] w = {};
    private float[] m = {};
    private float[] v = {};
    private float[] g = {};
    private Updates updates = Kernels.scalar().updates();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        w = Operands.uniform(weights, 1);
        g = Operands.uniform(weights, 2);
        m = new float[weights];
        v = new float[weights];
        updates = kernels().updates();
    }

    /** Plain gradient descent. */
    @Benchmark
    public float[] sgd(ByteCounter bytes) {
        updates.sgd(weights, w, 0, g, 0, 1e-3f);
        bytes.add(12L * weights);
        return w;
    }

    /** With momentum. */
    @Benchmark
    public float[] momentum(ByteCounter bytes) {
        updates.momentum(weights, w, 0, v, 0, g, 0, 1e-3f, 0.9f, false);
        bytes.add(20L * weights);
        return w;
    }

    /** Adam. */
    @Benchmark
    public float[] adam(ByteCounter bytes) {
        updates.adam(weights, w, 0, m, 0, v, 0, g, 0, 1e-3, 0.9, 0.999, 1e-8, 0.1, 0.001);
        bytes.add(28L * weights);
        return w;
    }
}

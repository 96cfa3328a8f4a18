package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pointwise;
import dev.inkstone.kernels.lanes.Unary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Activations as kernels of their own, and their gradients. */
public class ActivationBenchmark extends KernelBenchmark {
    /** Which. */
    @Param({"RELU", "SELU", "SIGMOID", "TANH", "GELU", "SILU"})
    public Unary function = Unary.RELU;

    /** Elements: those of the first activation of {@code cnn}, and of a dense layer. */
    @Param({"1254400", "3200"})
    public int elements;

    private float[] x = {};
    private float[] y = {};
    private float[] gy = {};
    private float[] gx = {};
    private Pointwise pointwise = Kernels.scalar().pointwise();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        x = Operands.uniform(elements, 1);
        gy = Operands.uniform(elements, 2);
        y = new float[elements];
        gx = new float[elements];
        pointwise = kernels().pointwise();
        pointwise.unary(function, elements, x, 0, y, 0);
    }

    /** {@code y = f(x)}. */
    @Benchmark
    public float[] forward(ByteCounter bytes) {
        pointwise.unary(function, elements, x, 0, y, 0);
        bytes.add(8L * elements);
        return y;
    }

    /** {@code gx = gy · f'}. */
    @Benchmark
    public float[] gradient(ByteCounter bytes) {
        pointwise.unaryGradient(function, elements, function.fromInput() ? x : y, 0, gy, 0, gx, 0);
        bytes.add(12L * elements);
        return gx;
    }
}

package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pool2dGeometry;
import dev.inkstone.kernels.Pooling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Maximum and average of windows, and their gradients. The places of the largest are written and read as ints. */
public class PoolingBenchmark extends KernelBenchmark {
    /** {@code batch×size×channels×window×stride}; no padding. */
    @Param({"100x14x32x2x2", "100x28x32x2x2", "64x28x16x2x2", "64x28x6x2x2", "32x112x64x3x2"})
    public String shape = "";

    private Pool2dGeometry g = new Pool2dGeometry(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1);
    private float[] x = {};
    private float[] y = {};
    private float[] gx = {};
    private float[] gy = {};
    private int[] places = {};
    private Pooling pooling = Kernels.scalar().pooling();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        int[] s = Operands.sizes(shape);
        int out = (s[1] - s[3]) / s[4] + 1;
        g = new Pool2dGeometry(s[0], s[1], s[1], s[2], s[3], s[3], s[4], s[4], 0, 0, out, out);
        x = Operands.uniform(s[0] * s[1] * s[1] * s[2], 1);
        gy = Operands.uniform(s[0] * out * out * s[2], 2);
        y = new float[gy.length];
        gx = new float[x.length];
        places = new int[y.length];
        pooling = kernels().pooling();
        pooling.maxForward(g, x, 0, y, 0, places);
    }

    /** The largest of each window, and where it is. */
    @Benchmark
    public float[] maxForward(ByteCounter bytes) {
        pooling.maxForward(g, x, 0, y, 0, places);
        bytes.add(4L * (x.length + 2L * y.length));
        return y;
    }

    /** The gradient of its input. */
    @Benchmark
    public float[] maxBackward(ByteCounter bytes) {
        pooling.maxBackward(g, gy, 0, places, gx, 0);
        bytes.add(4L * (gx.length + 2L * gy.length));
        return gx;
    }

    /** The mean of each window. */
    @Benchmark
    public float[] averageForward(ByteCounter bytes) {
        pooling.averageForward(g, x, 0, y, 0);
        bytes.add(4L * (x.length + y.length));
        return y;
    }

    /** The gradient of its input. */
    @Benchmark
    public float[] averageBackward(ByteCounter bytes) {
        pooling.averageBackward(g, gy, 0, gx, 0);
        bytes.add(4L * (gx.length + gy.length));
        return gx;
    }
}

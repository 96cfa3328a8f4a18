package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.kernels.Convolution;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Unary;
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
 * 3 × 3 convolutions with bias and ReLU, and their gradients. Read the column {@code gflops}: GFLOP/s. Threads: {@code
 * -jvmArgsAppend -Dinkstone.threads=1}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {
    /** {@code batch,channels,size,outChannels,stride}; SAME padding, whose taps count as work. */
    @Param({"100,1,28,16,1", "100,16,28,32,2", "100,16,28,32,1", "8,64,56,64,1"})
    public String shape = "";

    /** Which bodies. */
    @Param({"vector", "scalar"})
    public String lanes = "";

    private Conv2dGeometry g = new Conv2dGeometry(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1);
    private Epilogue epilogue = Epilogue.NONE;
    private float[] x = {};
    private float[] w = {};
    private float[] y = {};
    private float[] gy = {};
    private float[] gx = {};
    private float[] gw = {};
    private long work;
    private Convolution convolution = Kernels.scalar().convolution();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        String[] s = shape.split(",", -1);
        int size = Integer.parseInt(s[2]);
        int stride = Integer.parseInt(s[4]);
        int out = (size + stride - 1) / stride;
        int pad = Math.max((out - 1) * stride + 3 - size, 0) / 2;
        int batch = Integer.parseInt(s[0]);
        int inChannels = Integer.parseInt(s[1]);
        int outChannels = Integer.parseInt(s[3]);
        g = new Conv2dGeometry(
                batch, size, size, inChannels, 3, 3, outChannels, stride, stride, 1, 1, pad, pad, out, out);
        x = Operands.uniform(batch * size * size * inChannels, 1);
        w = Operands.uniform(9 * inChannels * outChannels, 2);
        gy = Operands.uniform(batch * out * out * outChannels, 3);
        epilogue = new Epilogue(Operands.uniform(outChannels, 4), 0, Unary.RELU);
        y = new float[gy.length];
        gx = new float[x.length];
        gw = new float[w.length];
        work = 2L * gy.length * 9 * inChannels;
        convolution = Operands.kernels(lanes).convolution();
    }

    /** With bias and ReLU. */
    @Benchmark
    public float[] forward(FlopCounter flops) {
        convolution.forward(g, x, 0, w, 0, epilogue, y, 0);
        flops.gflops += work;
        return y;
    }

    /** The gradient of x. */
    @Benchmark
    public float[] inputGradient(FlopCounter flops) {
        convolution.inputGradient(g, gy, 0, w, 0, gx, 0);
        flops.gflops += work;
        return gx;
    }

    /** The gradient of w. */
    @Benchmark
    public float[] weightGradient(FlopCounter flops) {
        convolution.weightGradient(g, x, 0, gy, 0, gw, 0);
        flops.gflops += work;
        return gw;
    }
}

package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.kernels.Convolution;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Unary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Convolutions with bias and ReLU, and their gradients: those of the example's networks, of VGG and of ResNet-50. */
public class ConvolutionBenchmark extends KernelBenchmark {
    /** {@code batch×channels×size×outChannels×kernel×stride}; SAME padding, whose taps count as work. */
    @Param({
        // cnn, cnn-bn, cnn-32-64
        "100x1x28x16x3x1",
        "100x16x28x32x3x2",
        "100x16x28x32x3x1",
        "100x1x28x32x3x1",
        "100x32x28x64x3x2",
        // conv5, lenet
        "64x1x28x16x5x1",
        "64x16x14x36x5x1",
        "64x1x28x6x5x1",
        "64x6x14x16x5x1",
        "64x16x7x120x5x1",
        // VGG
        "8x3x224x64x3x1",
        "8x64x224x64x3x1",
        "8x64x112x128x3x1",
        "8x128x56x256x3x1",
        "8x256x28x512x3x1",
        "8x512x14x512x3x1",
        // ResNet-50
        "32x3x224x64x7x2",
        "32x64x56x64x1x1",
        "32x64x56x64x3x1",
        "32x64x56x256x1x1",
        "32x256x56x64x1x1",
        "32x128x28x128x3x1",
        "32x256x56x512x1x2",
        "32x256x14x256x3x1",
        "32x256x14x1024x1x1",
        "32x1024x14x256x1x1",
        "32x512x7x512x3x1"
    })
    public String shape = "";

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
        int[] s = Operands.sizes(shape);
        g = geometry(s[0], s[1], s[2], s[3], s[4], s[5]);
        x = Operands.uniform(g.batch() * g.inHeight() * g.inWidth() * g.inChannels(), 1);
        w = Operands.uniform(g.kernelHeight() * g.kernelWidth() * g.inChannels() * g.outChannels(), 2);
        gy = Operands.uniform(g.batch() * g.outHeight() * g.outWidth() * g.outChannels(), 3);
        epilogue = new Epilogue(Operands.uniform(g.outChannels(), 4), 0, Unary.RELU);
        y = new float[gy.length];
        gx = new float[x.length];
        gw = new float[w.length];
        work = 2L * gy.length * g.kernelHeight() * g.kernelWidth() * g.inChannels();
        convolution = kernels().convolution();
    }

    private static Conv2dGeometry geometry(int batch, int in, int size, int filters, int kernel, int stride) {
        int out = (size + stride - 1) / stride;
        int pad = Math.max((out - 1) * stride + kernel - size, 0) / 2;
        return new Conv2dGeometry(
                batch, size, size, in, kernel, kernel, filters, stride, stride, 1, 1, pad, pad, out, out);
    }

    /** With bias and ReLU. */
    @Benchmark
    public float[] forward(FlopCounter flops) {
        convolution.forward(g, x, 0, w, 0, epilogue, y, 0);
        flops.add(work);
        return y;
    }

    /** The gradient of x. */
    @Benchmark
    public float[] inputGradient(FlopCounter flops) {
        convolution.inputGradient(g, gy, 0, w, 0, gx, 0);
        flops.add(work);
        return gx;
    }

    /** The gradient of w. */
    @Benchmark
    public float[] weightGradient(FlopCounter flops) {
        convolution.weightGradient(g, x, 0, gy, 0, gw, 0);
        flops.add(work);
        return gw;
    }
}

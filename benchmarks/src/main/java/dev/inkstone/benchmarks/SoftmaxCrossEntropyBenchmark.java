package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.SoftmaxRows;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Softmax cross-entropy with labels, and its gradient. */
public class SoftmaxCrossEntropyBenchmark extends KernelBenchmark {
    /** {@code rows×classes}. */
    @Param({"100x10", "1000x10", "32x1000", "64x50257"})
    public String shape = "";

    private int rows;
    private int classes;
    private float[] logits = {};
    private float[] loss = {};
    private float[] probabilities = {};
    private float[] gradient = {};
    private int[] labels = {};
    private SoftmaxRows softmax = Kernels.scalar().softmax();

    /** Fills the operands. */
    @Setup
    public void prepare() {
        int[] s = Operands.sizes(shape);
        rows = s[0];
        classes = s[1];
        logits = Operands.uniform(rows * classes, 1);
        loss = new float[rows];
        probabilities = new float[logits.length];
        gradient = new float[logits.length];
        labels = new int[rows];
        Arrays.setAll(labels, i -> i * 7 % classes);
        softmax = kernels().softmax();
        softmax.crossEntropy(rows, classes, logits, 0, labels, 0, loss, 0, probabilities, 0);
    }

    /** Losses and probabilities. */
    @Benchmark
    public float[] forward(ByteCounter bytes) {
        softmax.crossEntropy(rows, classes, logits, 0, labels, 0, loss, 0, probabilities, 0);
        bytes.add(8L * (logits.length + rows));
        return loss;
    }

    /** The gradient of the logits. */
    @Benchmark
    public float[] backward(ByteCounter bytes) {
        softmax.crossEntropyGradient(rows, classes, probabilities, 0, labels, 0, 1f / rows, gradient, 0);
        bytes.add(8L * logits.length + 4L * rows);
        return gradient;
    }
}

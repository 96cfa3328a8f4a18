package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Unary;
import java.util.ArrayList;
import java.util.List;

/**
 * A few small calls of the kernels that a step of a usual convolutional network needs, for a comparison at start, with sizes
 * that are no whole number of vectors; the tests compare all. Small, since nothing is compiled yet when it runs.
 */
final class SelfTest {
    private static final int N = 35;

    private static final int UPDATED = 4096;

    private final Kernels kernels;
    private final List<float[]> outputs = new ArrayList<>();

    private SelfTest(Kernels kernels) {
        this.kernels = kernels;
    }

    /** All that the kernels compute here. */
    static float[][] outputs(Kernels kernels) {
        SelfTest test = new SelfTest(kernels);
        test.elements();
        test.rows();
        test.dense();
        test.convolution(1);
        test.convolution(5);
        test.depthwise();
        test.maxPool();
        return test.outputs.toArray(new float[0][]);
    }

    /** One step of the usual optimizers. */
    static void updates(Kernels kernels) {
        SelfTest test = new SelfTest(kernels);
        float[] x = numbers(UPDATED);
        kernels.updates().sgd(UPDATED, test.output(UPDATED), 0, x, 0, 0.3f);
        kernels.updates()
                .adam(
                        UPDATED,
                        test.output(UPDATED),
                        0,
                        test.output(UPDATED),
                        0,
                        test.output(UPDATED),
                        0,
                        x,
                        0,
                        1e-3,
                        0.9,
                        0.999,
                        1e-7,
                        0.1,
                        0.001);
    }

    private void elements() {
        float[] x = numbers(N);
        for (Unary f : Unary.values()) {
            kernels.pointwise().unary(f, N, x, 0, output(N), 0);
        }
        kernels.updates().sgd(N, output(N), 0, x, 0, 0.3f);
        kernels.updates().adam(N, output(N), 0, output(N), 0, output(N), 0, x, 0, 1e-3, 0.9, 0.999, 1e-7, 0.1, 0.001);
    }

    private void rows() {
        float[] x = numbers(N);
        kernels.softmax().softmax(1, N, x, 0, output(N), 0);
        kernels.reduction().sumAxis(2, 17, 1, x, 0, output(2), 0);
        kernels.normalization().statistics(2, 17, x, 0, output(17), 0, output(17), 0);
    }

    private void dense() {
        int m = 3;
        int n = 19;
        int k = 7;
        Epilogue epilogue = new Epilogue(numbers(n), 0, Unary.RELU);
        kernels.gemm().multiply(m, n, k, numbers(m * k), 0, numbers(k * n), 0, epilogue, output(m * n), 0);
    }

    /** 3 × 3 with the gradient of its weights; one input channel has nine terms, a form of its own. */
    private void convolution(int channels) {
        int out = 5;
        Conv2dGeometry g = new Conv2dGeometry(1, 3, 3, channels, 3, 3, out, 1, 1, 1, 1, 0, 1, 1, 3);
        float[] x = numbers(9 * channels);
        float[] w = numbers(9 * channels * out);
        kernels.convolution().forward(g, x, 0, w, 0, Epilogue.NONE, output(3 * out), 0);
        kernels.convolution().weightGradient(g, x, 0, numbers(3 * out), 0, output(w.length), 0);
    }

    /** 3 × 3 for each of so many channels that the last vector overlaps another. */
    private void depthwise() {
        int channels = 19;
        Conv2dGeometry g = new Conv2dGeometry(1, 3, 3, channels, 3, 3, channels, 1, 1, 1, 1, 0, 1, 1, 3, channels);
        float[] x = numbers(9 * channels);
        float[] w = numbers(9 * channels);
        kernels.convolution().forward(g, x, 0, w, 0, Epilogue.NONE, output(3 * channels), 0);
        kernels.convolution().weightGradient(g, x, 0, numbers(3 * channels), 0, output(w.length), 0);
    }

    private void maxPool() {
        int channels = 19;
        Pool2dGeometry g = new Pool2dGeometry(1, 2, 4, channels, 2, 2, 2, 2, 0, 0, 1, 2);
        kernels.pooling().maxForward(g, numbers(8 * channels), 0, output(2 * channels), 0, null);
    }

    private float[] output(int n) {
        float[] array = new float[n];
        outputs.add(array);
        return array;
    }

    /** Neither sorted nor whole, about -12 … 12. */
    private static float[] numbers(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i * 37 % 67 - 33) * 0.37f;
        }
        return x;
    }
}

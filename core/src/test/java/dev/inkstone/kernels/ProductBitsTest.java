package dev.inkstone.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.kernels.scalar.ScalarLanes;
import dev.inkstone.kernels.vector.VectorLanes;
import dev.inkstone.parallel.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products and convolutions equal the plain loops to the bit: any lanes, any number of threads, any geometry. */
class ProductBitsTest {
    private static final List<Lanes> LANES = KernelChoice.vectorObstacle() == null
            ? List.of(new ScalarLanes(), new VectorLanes())
            : List.of(new ScalarLanes());
    private static final float CANARY = 12345.5f;

    @Test
    void gemmOfOddSizes() {
        Random random = new Random(1);
        int[][] sizes = {
            {1, 1, 1},
            {1, 37, 300},
            {5, 10, 32},
            {13, 16, 9},
            {25, 33, 257},
            {100, 32, 520},
            {37, 70, 64},
            {7, 8, 1},
            {128, 96, 96},
            {40, 130, 512},
            {300, 5, 20},
            {301, 20, 9},
            {700, 16, 9},
            {50, 44, 30},
            {9, 64, 65},
            {14, 75, 33},
            {20, 300, 50},
            {260, 112, 600},
            {70, 513, 515}
        };
        for (int[] s : sizes) {
            int m = s[0];
            int n = s[1];
            int k = s[2];
            float[] a = values(random, m * k);
            float[] b = values(random, k * n);
            float[] bias = values(random, n);
            float[] plain = PlainProducts.multiply(m, n, k, a, b);
            everywhere(
                    Arrays.toString(s),
                    plain,
                    (gemm, conv, c, co) -> gemm.multiply(m, n, k, shifted(a), 3, shifted(b), 3, Epilogue.NONE, c, co));
            everywhere(
                    "Bᵀ " + Arrays.toString(s),
                    plain,
                    (gemm, conv, c, co) -> gemm.multiplyTransposedB(
                            m, n, k, shifted(a), 3, shifted(PlainProducts.transpose(k, n, b)), 3, c, co));
            Epilogue e = new Epilogue(shifted(bias), 3, Unary.RELU);
            everywhere(
                    "bias, relu " + Arrays.toString(s),
                    finished(plain, bias),
                    (gemm, conv, c, co) -> gemm.multiply(m, n, k, shifted(a), 3, shifted(b), 3, e, c, co));
        }
    }

    @Test
    void gemmSummedOverTheBatch() {
        Random random = new Random(2);
        int[][] sizes = {
            {1, 1, 1},
            {100, 50, 32},
            {255, 13, 10},
            {256, 9, 33},
            {257, 30, 16},
            {1300, 25, 40},
            {50, 35, 300},
            {300, 70, 70},
            {40, 9, 64}
        };
        for (int[] s : sizes) {
            float[] a = values(random, s[0] * s[1]);
            float[] b = values(random, s[0] * s[2]);
            float[] plain = PlainProducts.multiplyTransposedA(s[0], s[1], s[2], a, b);
            everywhere(
                    Arrays.toString(s),
                    plain,
                    (gemm, conv, c, co) ->
                            gemm.multiplyTransposedA(s[0], s[1], s[2], shifted(a), 3, shifted(b), 3, c, co));
        }
    }

    @Test
    void convolutionsOfManyGeometries() {
        Random random = new Random(3);
        for (int i = 0; i < 120; i++) {
            check(random, geometry(random, 1 + random.nextInt(3)));
        }
    }

    @Test
    void groupedAndDepthwiseConvolutionsOfManyGeometries() {
        Random random = new Random(5);
        int[][] groups = {{2, 1, 1}, {3, 2, 5}, {2, 17, 3}, {4, 8, 16}, {5, 3, 33}
        }; // groups, inputs and outputs of each
        int[][] depthwise = {{3, 1, 1}, {17, 1, 1}, {33, 1, 1}, {16, 1, 1}, {3, 1, 2}, {17, 1, 3}, {24, 1, 2}};
        for (int i = 0; i < 120; i++) {
            int[][] kinds = i % 2 == 0 ? groups : depthwise;
            int[] kind = kinds[random.nextInt(kinds.length)];
            check(random, grouped(geometry(random, 1 + random.nextInt(3)), kind[0], kind[1], kind[2]));
        }
    }

    @Test
    void convolutionsOverSeveralChunks() {
        Random random = new Random(4);
        check(random, new Conv2dGeometry(35, 9, 8, 1, 3, 3, 16, 1, 1, 1, 1, 1, 1, 9, 8));
        check(random, new Conv2dGeometry(83, 5, 6, 3, 3, 3, 5, 2, 2, 1, 1, 0, 0, 3, 3));
        check(random, new Conv2dGeometry(2, 28, 28, 16, 3, 3, 32, 2, 2, 1, 1, 0, 0, 14, 14));
        check(random, new Conv2dGeometry(3, 14, 14, 20, 5, 5, 36, 1, 1, 1, 1, 2, 2, 14, 14));
        check(random, new Conv2dGeometry(35, 9, 8, 16, 3, 3, 36, 1, 1, 1, 1, 1, 1, 9, 8));
        check(random, new Conv2dGeometry(17, 9, 15, 32, 2, 2, 9, 2, 3, 2, 1, 0, 0, 4, 5));
        check(random, new Conv2dGeometry(17, 13, 13, 16, 5, 5, 16, 1, 1, 1, 1, 0, 0, 9, 9));
        check(random, new Conv2dGeometry(1, 7, 7, 300, 1, 1, 40, 1, 1, 1, 1, 0, 0, 7, 7));
        check(random, new Conv2dGeometry(35, 9, 8, 6, 3, 3, 9, 1, 1, 1, 1, 1, 1, 9, 8, 3));
        check(random, new Conv2dGeometry(13, 9, 8, 40, 3, 3, 40, 1, 1, 1, 1, 1, 1, 9, 8, 40));
        check(random, new Conv2dGeometry(2, 40, 41, 48, 5, 5, 48, 2, 2, 1, 1, 2, 2, 20, 21, 48));
    }

    @Test
    void windowsOfOneChannel() {
        Random random = new Random(6);
        check(random, new Conv2dGeometry(2, 28, 28, 1, 5, 5, 6, 1, 1, 1, 1, 2, 2, 28, 28));
        check(random, new Conv2dGeometry(2, 14, 14, 1, 5, 5, 16, 1, 1, 1, 1, 2, 2, 14, 14));
        check(random, new Conv2dGeometry(3, 9, 7, 1, 3, 3, 33, 1, 1, 1, 1, 1, 1, 9, 7));
        check(random, new Conv2dGeometry(2, 8, 5, 1, 3, 3, 16, 1, 1, 1, 1, 0, 0, 6, 3));
        check(random, new Conv2dGeometry(2, 9, 9, 1, 5, 5, 16, 1, 2, 1, 1, 2, 2, 9, 5));
    }

    /** More terms than one call of a body has, in runs too short to be read as such; the last ones are not all padding. */
    @Test
    void listsOfStepsInSeveralCalls() {
        Random random = new Random(11);
        check(random, new Conv2dGeometry(1, 46, 30, 1, 23, 23, 5, 1, 1, 2, 2, 0, 22, 2, 30));
        check(random, new Conv2dGeometry(1, 46, 30, 5, 23, 23, 1, 1, 1, 2, 2, 0, 22, 2, 30));
        check(random, new Conv2dGeometry(2, 38, 18, 1, 35, 15, 4, 1, 1, 1, 1, 0, 7, 4, 18));
        check(random, new Conv2dGeometry(2, 38, 18, 4, 35, 15, 1, 1, 1, 1, 1, 0, 7, 4, 18));
        check(random, new Conv2dGeometry(1, 9, 7, 64, 3, 3, 64, 1, 1, 2, 2, 2, 2, 9, 7));
    }

    @Test
    void manySmallImages() {
        Random random = new Random(7);
        check(random, new Conv2dGeometry(64, 7, 7, 16, 5, 5, 40, 1, 1, 1, 1, 2, 2, 7, 7));
        check(random, new Conv2dGeometry(107, 7, 7, 17, 3, 3, 10, 1, 1, 1, 1, 1, 1, 7, 7));
        check(random, new Conv2dGeometry(25, 3, 4, 16, 3, 5, 33, 1, 1, 2, 1, 2, 2, 3, 4));
        check(random, new Conv2dGeometry(30, 6, 5, 24, 3, 3, 16, 2, 2, 1, 1, 1, 1, 3, 3));
        check(random, new Conv2dGeometry(24, 1, 2, 16, 5, 5, 16, 1, 1, 1, 1, 4, 4, 5, 6));
    }

    /** Where a term of padding is more than nothing: sums that have become −0, and weights that are no numbers. */
    @Test
    void smallImagesWhosePaddingCounts() {
        Conv2dGeometry g = new Conv2dGeometry(26, 5, 5, 16, 3, 3, 16, 1, 1, 1, 1, 1, 1, 5, 5);
        float[] tiny = new float[26 * 25 * 16];
        Arrays.fill(tiny, -1e-30f);
        float[] w = new float[9 * 16 * 16];
        Arrays.fill(w, 1e-30f);
        for (float[] bias : new float[][] {new float[16], filled(16, -0f)}) {
            Epilogue e = new Epilogue(bias, 0, null);
            everywhere(
                    "underflow",
                    plus(PlainProducts.forward(g, tiny, w), bias),
                    (gemm, conv, c, co) -> conv.forward(g, tiny, 0, w, 0, e, c, co));
        }
        everywhere(
                "underflow of gradients",
                PlainProducts.inputGradient(g, tiny, w),
                (gemm, conv, c, co) -> conv.inputGradient(g, tiny, 0, w, 0, c, co));
        Random random = new Random(8);
        float[] x = values(random, tiny.length);
        w[40] = Float.POSITIVE_INFINITY;
        w[900] = Float.NaN;
        everywhere(
                "no numbers",
                PlainProducts.forward(g, x, w),
                (gemm, conv, c, co) -> conv.forward(g, x, 0, w, 0, Epilogue.NONE, c, co));
        everywhere(
                "no numbers in gradients",
                PlainProducts.inputGradient(g, x, w),
                (gemm, conv, c, co) -> conv.inputGradient(g, x, 0, w, 0, c, co));
    }

    /** Where pixels are computed side by side, and where terms of nothing would count. */
    @Test
    void fewChannels() {
        Conv2dGeometry[] geometries = {
            new Conv2dGeometry(3, 14, 14, 6, 5, 5, 16, 1, 1, 1, 1, 2, 2, 14, 14),
            new Conv2dGeometry(2, 28, 28, 1, 5, 5, 6, 1, 1, 1, 1, 2, 2, 28, 28),
            new Conv2dGeometry(2, 9, 12, 3, 3, 3, 4, 1, 1, 2, 1, 2, 0, 9, 10),
            new Conv2dGeometry(5, 6, 8, 7, 1, 7, 8, 1, 1, 1, 1, 0, 3, 6, 8),
            new Conv2dGeometry(2, 11, 16, 1, 3, 4, 2, 1, 1, 1, 1, 1, 2, 11, 16),
        };
        for (Conv2dGeometry g : geometries) {
            for (float worst : new float[] {0.5f, 1e-30f, -1e-42f, Float.NEGATIVE_INFINITY, Float.NaN}) {
                fewChannels(g, worst);
            }
        }
    }

    /** Where the four pixels of a stride are computed at once, up to a vector of channels and three rows, and beyond. */
    @Test
    void blocksOfPixels() {
        Random random = new Random(10);
        int[] channels = {1, 6, 15, 16, 17};
        int[] outputs = {1, 7, 32, 64};
        float[] worst = {0.5f, -1e-42f, Float.POSITIVE_INFINITY, Float.NaN};
        for (int i = 0; i < 150; i++) {
            int kernelHeight = 1 + random.nextInt(4);
            int kernelWidth = 1 + random.nextInt(5);
            int even = random.nextInt(4) > 0 ? -2 : -1;
            int padTop = random.nextInt(kernelHeight + 1) & even;
            int padLeft = random.nextInt(kernelWidth + 1) & even;
            int height = kernelHeight + random.nextInt(14) + 1 & even;
            int width = kernelWidth + random.nextInt(14) + 1 & even;
            Conv2dGeometry g = new Conv2dGeometry(
                    1 + random.nextInt(9),
                    height,
                    width,
                    channels[i % 5],
                    kernelHeight,
                    kernelWidth,
                    outputs[random.nextInt(4)],
                    2,
                    2,
                    1,
                    1,
                    padTop,
                    padLeft,
                    (height + padTop + random.nextInt(2) - kernelHeight) / 2 + 1,
                    (width + padLeft + random.nextInt(2) - kernelWidth) / 2 + 1);
            fewChannels(g, worst[i % 4]);
        }
    }

    private static void fewChannels(Conv2dGeometry g, float worst) {
        Random random = new Random(9);
        float[] x = plainValues(random, g.batch() * g.inHeight() * g.inWidth() * g.inChannels());
        float[] gy = plainValues(random, g.batch() * g.outHeight() * g.outWidth() * g.outChannels());
        float[] w = plainValues(random, g.weights());
        float[] bias = plainValues(random, g.outChannels());
        x[x.length / 2] = worst;
        gy[gy.length / 2] = worst;
        w[1] = -1e-30f;
        Epilogue e = new Epilogue(shifted(bias), 3, Unary.RELU);
        everywhere(
                "forward " + g + " with " + worst,
                finished(PlainProducts.forward(g, x, w), bias),
                (gemm, conv, c, co) -> conv.forward(g, shifted(x), 3, shifted(w), 3, e, c, co));
        everywhere(
                "input gradient " + g + " with " + worst,
                PlainProducts.inputGradient(g, gy, w),
                (gemm, conv, c, co) -> conv.inputGradient(g, shifted(gy), 3, shifted(w), 3, c, co));
    }

    /** Few of them are other than 0, so that many sums are. */
    private static float[] plainValues(Random random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(5) == 0 ? (float) random.nextGaussian() : random.nextBoolean() ? 0f : -0f;
        }
        return x;
    }

    private static float[] filled(int n, float value) {
        float[] x = new float[n];
        Arrays.fill(x, value);
        return x;
    }

    private static float[] plus(float[] plain, float[] bias) {
        float[] y = plain.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] += bias[i % bias.length];
        }
        return y;
    }

    private static Conv2dGeometry grouped(Conv2dGeometry g, int groups, int inputs, int outputs) {
        return new Conv2dGeometry(
                g.batch(),
                g.inHeight(),
                g.inWidth(),
                groups * inputs,
                g.kernelHeight(),
                g.kernelWidth(),
                groups * outputs,
                g.strideHeight(),
                g.strideWidth(),
                g.dilationHeight(),
                g.dilationWidth(),
                g.padTop(),
                g.padLeft(),
                g.outHeight(),
                g.outWidth(),
                groups);
    }

    private static Conv2dGeometry geometry(Random random, int batch) {
        int[] c = {1, 2, 3, 5, 8, 16, 17};
        int[] o = {1, 4, 8, 10, 16, 24, 33, 40};
        int[][] axes = new int[2][];
        for (int i = 0; i < 2; i++) {
            int in = 1 + random.nextInt(13);
            int kernel = 1 + random.nextInt(5);
            int stride = 1 + random.nextInt(3);
            int dilation = 1 + random.nextInt(2);
            int reach = (kernel - 1) * dilation + 1;
            int pad = random.nextInt(reach);
            int after = random.nextInt(reach);
            while (in + pad + after < reach) {
                after++;
            }
            axes[i] = new int[] {in, kernel, stride, dilation, pad, (in + pad + after - reach) / stride + 1};
        }
        int[] h = axes[0];
        int[] w = axes[1];
        return new Conv2dGeometry(
                batch,
                h[0],
                w[0],
                c[random.nextInt(c.length)],
                h[1],
                w[1],
                o[random.nextInt(o.length)],
                h[2],
                w[2],
                h[3],
                w[3],
                h[4],
                w[4],
                h[5],
                w[5]);
    }

    private static void check(Random random, Conv2dGeometry g) {
        float[] x = values(random, g.batch() * g.inHeight() * g.inWidth() * g.inChannels());
        float[] w = values(random, g.weights());
        float[] bias = values(random, g.outChannels());
        float[] gy = values(random, g.batch() * g.outHeight() * g.outWidth() * g.outChannels());
        Epilogue e = new Epilogue(shifted(bias), 3, Unary.RELU);
        everywhere(
                "forward " + g,
                finished(PlainProducts.forward(g, x, w), bias),
                (gemm, conv, c, co) -> conv.forward(g, shifted(x), 3, shifted(w), 3, e, c, co));
        everywhere(
                "input gradient " + g,
                PlainProducts.inputGradient(g, gy, w),
                (gemm, conv, c, co) -> conv.inputGradient(g, shifted(gy), 3, shifted(w), 3, c, co));
        everywhere(
                "weight gradient " + g,
                PlainProducts.weightGradient(g, x, gy),
                (gemm, conv, c, co) -> conv.weightGradient(g, shifted(x), 3, shifted(gy), 3, c, co));
    }

    private interface Run {
        void to(Gemm gemm, Convolution conv, float[] c, int co);
    }

    private static void everywhere(String what, float[] expected, Run run) {
        for (Lanes lanes : LANES) {
            Gemm gemm = new Gemm(lanes.gemm(), lanes.pointwise());
            Convolution conv = new Convolution(lanes);
            for (int threads : new int[] {1, 3, 8}) {
                float[] c = new float[expected.length + 10];
                Arrays.fill(c, CANARY);
                try (WorkerPool.Scope scope = WorkerPool.scoped(threads)) {
                    run.to(gemm, conv, c, 5);
                }
                String where = what + " " + lanes.name() + " " + threads + " threads, element ";
                for (int i = 0; i < c.length; i++) {
                    boolean inside = i >= 5 && i < 5 + expected.length;
                    float wanted = inside ? expected[i - 5] : CANARY;
                    if (Float.floatToRawIntBits(wanted) != Float.floatToRawIntBits(c[i])) {
                        assertEquals(wanted, c[i], where + (i - 5));
                    }
                }
            }
        }
    }

    private static float[] finished(float[] plain, float[] bias) {
        float[] y = plain.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(y[i] + bias[i % bias.length], 0f);
        }
        return y;
    }

    private static float[] shifted(float[] x) {
        float[] out = new float[x.length + 3];
        Arrays.fill(out, 0, 3, CANARY);
        System.arraycopy(x, 0, out, 3, x.length);
        return out;
    }

    private static float[] values(Random random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            int kind = random.nextInt(40);
            x[i] = kind == 0
                    ? 0f
                    : kind == 1 ? -0f : kind == 2 ? 1e-30f * random.nextFloat() : (float) random.nextGaussian();
        }
        return x;
    }
}

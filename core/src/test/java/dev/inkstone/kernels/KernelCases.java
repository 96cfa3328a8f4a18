package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cases of the element-wise kernels, sums, softmax and updates, and the list of all cases. */
final class KernelCases {
    private static final int[] SIZES = {0, 1, 5, 16, 33, 70, 259, 50_021};

    private final List<KernelCase> cases = new ArrayList<>();

    private KernelCases() {}

    /** Every case. */
    static List<KernelCase> all() {
        KernelCases all = new KernelCases();
        all.pointwise();
        all.broadcast();
        all.reduction();
        all.softmax();
        all.updates();
        all.cases.addAll(ChannelCases.all());
        all.cases.addAll(ProductCases.all());
        all.cases.addAll(PointwiseCases.all());
        all.cases.addAll(MovementCases.all());
        all.cases.addAll(RowCases.all());
        all.cases.addAll(UpdateCases.all());
        all.cases.addAll(LossCases.all());
        all.cases.addAll(ConvolutionKindCases.all());
        all.cases.addAll(PowerCases.all());
        return List.copyOf(all.cases);
    }

    /** A kernel over a flat range of {@code n} elements. */
    private interface Flat {
        void run(Kernels k, KernelData d, int n);
    }

    private void flat(String method, Flat body) {
        for (int n : SIZES) {
            cases.add(new KernelCase(method, "n=" + n, n < 1000, (k, d) -> body.run(k, d, n)));
        }
    }

    private void sized(String method, int[][] sizes, Sized body) {
        for (int[] s : sizes) {
            boolean small = Arrays.stream(s).asLongStream().reduce(1, (a, b) -> a * b) < 2000;
            cases.add(new KernelCase(method, Arrays.toString(s), small, (k, d) -> body.run(k, d, s)));
        }
    }

    /** A kernel whose sizes are a few numbers. */
    private interface Sized {
        void run(Kernels k, KernelData d, int[] size);
    }

    private void pointwise() {
        for (Unary f : Unary.values()) {
            flat("Pointwise.unary", (k, d, n) -> {
                Slice x = d.in(n);
                Slice y = d.out(n);
                Slice z = d.inOut(n);
                k.pointwise().unary(f, n, x.a(), x.o(), y.a(), y.o());
                k.pointwise().unary(f, n, z.a(), z.o(), z.a(), z.o());
            });
            flat("Pointwise.unaryGradient", (k, d, n) -> {
                Slice y = d.in(n);
                Slice gy = d.inOut(n);
                Slice gx = d.out(n);
                k.pointwise().unaryGradient(f, n, y.a(), y.o(), gy.a(), gy.o(), gx.a(), gx.o());
                k.pointwise().unaryGradient(f, n, y.a(), y.o(), gy.a(), gy.o(), gy.a(), gy.o());
            });
        }
        for (Binary f : Binary.values()) {
            flat("Pointwise.binary", (k, d, n) -> {
                Slice a = d.in(n);
                Slice b = d.inOut(n);
                Slice y = d.out(n);
                k.pointwise().binary(f, n, a.a(), a.o(), b.a(), b.o(), y.a(), y.o());
                k.pointwise().binary(f, n, a.a(), a.o(), b.a(), b.o(), b.a(), b.o());
            });
            flat("Pointwise.binaryScalar", (k, d, n) -> {
                Slice a = d.in(n);
                Slice y = d.out(n);
                k.pointwise().binaryScalar(f, n, a.a(), a.o(), 0.3f, y.a(), y.o());
            });
            flat("Pointwise.scalarBinary", (k, d, n) -> {
                Slice b = d.in(n);
                Slice y = d.out(n);
                k.pointwise().scalarBinary(f, n, 0.3f, b.a(), b.o(), y.a(), y.o());
            });
        }
        flat("Pointwise.bytesToFloats", (k, d, n) -> {
            byte[] x = new byte[n + 3];
            for (int i = 0; i < x.length; i++) {
                x[i] = (byte) d.number(256);
            }
            Slice y = d.out(n);
            k.pointwise().bytesToFloats(n, x, 2, 1 / 255f, y.a(), y.o());
        });
        for (float keep : new float[] {0.5f, 0.9f, 1f}) {
            flat("Pointwise.dropout", (k, d, n) -> {
                Slice x = d.in(n);
                Slice y = d.out(n);
                k.pointwise().dropout(n, x.a(), x.o(), 42L + n, keep, y.a(), y.o());
            });
        }
    }

    private void broadcast() {
        int[][][] plans = { // shape, strides of a, strides of b, floats of a and b
            {{}, {}, {}, {1, 1}},
            {{7}, {1}, {0}, {7, 1}},
            {{5, 19}, {19, 1}, {0, 1}, {95, 19}},
            {{5, 19}, {1, 0}, {19, 1}, {5, 95}},
            {{3, 1, 17}, {1, 0, 0}, {0, 17, 1}, {3, 17}},
            {{4, 6, 1, 18}, {18, 0, 0, 1}, {108, 18, 18, 1}, {72, 432}},
            {{3, 4}, {0, 0}, {1, 3}, {1, 12}},
            {{90, 31, 18}, {0, 18, 1}, {558, 18, 1}, {558, 50_220}},
        };
        for (int[][] p : plans) {
            for (Binary f : Binary.values()) {
                sized("Pointwise.broadcast", new int[][] {p[0]}, (k, d, shape) -> {
                    Slice a = d.in(p[3][0]);
                    Slice b = d.in(p[3][1]);
                    Slice y = d.out(Arrays.stream(shape).reduce(1, (s, t) -> s * t));
                    k.pointwise().broadcast(f, shape, a.a(), a.o(), p[1], b.a(), b.o(), p[2], y.a(), y.o());
                });
            }
        }
    }

    private void reduction() {
        int[][] sizes = {
            {1, 0, 3},
            {1, 1, 1},
            {1, 100, 10},
            {3, 7, 5},
            {2, 37, 33},
            {1, 19, 70},
            {1, 9_001, 1},
            {2, 3_000, 16},
            {1, 2_500, 3},
            {1, 300, 1_100},
            {700, 70, 1},
            {1, 60_001, 1}
        };
        sized("Reduction.sumAxis", sizes, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1] * s[2]);
            Slice y = d.out(s[0] * s[2]);
            k.reduction().sumAxis(s[0], s[1], s[2], x.a(), x.o(), y.a(), y.o());
        });
        for (Unary f : new Unary[] {Unary.RELU, Unary.SELU}) {
            sized("Reduction.activationGradient", sizes, (k, d, s) -> {
                int n = s[0] * s[1] * s[2];
                Slice v = d.in(n);
                Slice gy = d.in(n);
                Slice gx = d.out(n);
                Slice sum = d.out(s[2]);
                k.reduction()
                        .activationGradient(
                                f, s[0] * s[1], s[2], v.a(), v.o(), gy.a(), gy.o(), gx.a(), gx.o(), sum.a(), sum.o());
            });
        }
        flat("Reduction.sum", (k, d, n) -> {
            Slice x = d.in(n);
            d.returned(k.reduction().sum(n, x.a(), x.o()));
        });
        int[][] parts = {{0, 5}, {1, 5}, {2, 17}, {3, 70}, {5, 33}, {8, 9_000}, {7, 1_025}};
        sized("Reduction.treeSum", parts, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice y = d.out(s[1]);
            k.reduction().treeSum(s[0], s[1], x.a(), x.o(), y.a(), y.o());
        });
    }

    private void softmax() {
        int[][] sizes = {{0, 10}, {1, 1}, {3, 10}, {7, 16}, {2, 35}, {5_000, 10}, {9, 5_003}};
        sized("SoftmaxRows.softmax", sizes, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice y = d.out(s[0] * s[1]);
            k.softmax().softmax(s[0], s[1], x.a(), x.o(), y.a(), y.o());
        });
        sized("SoftmaxRows.softmaxGradient", sizes, (k, d, s) -> {
            Slice y = d.in(s[0] * s[1]);
            Slice gy = d.in(s[0] * s[1]);
            Slice gx = d.out(s[0] * s[1]);
            k.softmax().softmaxGradient(s[0], s[1], y.a(), y.o(), gy.a(), gy.o(), gx.a(), gx.o());
        });
        sized("SoftmaxRows.crossEntropy", sizes, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            KernelData.Ints labels = d.labels(s[0], s[1]);
            Slice loss = d.out(s[0]);
            Slice p = d.out(s[0] * s[1]);
            k.softmax()
                    .crossEntropy(s[0], s[1], x.a(), x.o(), labels.a(), labels.o(), loss.a(), loss.o(), p.a(), p.o());
        });
        sized("SoftmaxRows.crossEntropyGradient", sizes, (k, d, s) -> {
            Slice p = d.in(s[0] * s[1]);
            KernelData.Ints labels = d.labels(s[0], s[1]);
            Slice gx = d.out(s[0] * s[1]);
            k.softmax().crossEntropyGradient(s[0], s[1], p.a(), p.o(), labels.a(), labels.o(), 0.01f, gx.a(), gx.o());
        });
    }

    private void updates() {
        flat("Updates.sgd", (k, d, n) -> {
            Slice w = d.inOut(n);
            Slice g = d.in(n);
            k.updates().sgd(n, w.a(), w.o(), g.a(), g.o(), 0.1f);
        });
        for (boolean nesterov : new boolean[] {false, true}) {
            flat("Updates.momentum", (k, d, n) -> {
                Slice w = d.inOut(n);
                Slice v = d.inOut(n);
                Slice g = d.in(n);
                k.updates().momentum(n, w.a(), w.o(), v.a(), v.o(), g.a(), g.o(), 0.1f, 0.9f, nesterov);
            });
        }
        flat("Updates.adam", (k, d, n) -> {
            Slice w = d.inOut(n);
            Slice m = d.inOut(n);
            Slice v = d.positiveInOut(n);
            Slice g = d.in(n);
            k.updates()
                    .adam(
                            n, w.a(), w.o(), m.a(), m.o(), v.a(), v.o(), g.a(), g.o(), 1e-3, 0.9, 0.999, 1e-7, 0.19,
                            0.002);
        });
    }
}

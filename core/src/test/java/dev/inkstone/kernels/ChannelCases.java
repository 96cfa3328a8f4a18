package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.Unary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of pooling and batch normalization. */
final class ChannelCases {
    private static final int[][] ROWS = {
        {1, 1}, {7, 3}, {5, 16}, {33, 10}, {40, 33}, {1_500, 1}, {3_001, 8}, {5_000, 16}, {700, 70}, {30, 1_100}, {0, 5}
    };

    private static final Pool2dGeometry[] POOLS = { // in, channels, window, stride, padding, out
        new Pool2dGeometry(1, 2, 2, 1, 2, 2, 2, 2, 0, 0, 1, 1),
        new Pool2dGeometry(2, 4, 6, 16, 2, 2, 2, 2, 0, 0, 2, 3),
        new Pool2dGeometry(2, 5, 5, 3, 3, 3, 2, 2, 1, 1, 3, 3),
        new Pool2dGeometry(1, 4, 5, 35, 2, 3, 1, 1, 0, 1, 3, 5),
        new Pool2dGeometry(2, 7, 7, 5, 7, 7, 7, 7, 0, 0, 1, 1),
        new Pool2dGeometry(9, 14, 14, 33, 2, 2, 2, 2, 0, 0, 7, 7),
        new Pool2dGeometry(5, 15, 13, 32, 3, 3, 2, 2, 1, 1, 8, 7),
        new Pool2dGeometry(0, 4, 6, 16, 2, 2, 2, 2, 0, 0, 2, 3),
    };

    private final List<KernelCase> cases = new ArrayList<>();

    private ChannelCases() {}

    static List<KernelCase> all() {
        ChannelCases all = new ChannelCases();
        all.pooling();
        all.normalization();
        return all.cases;
    }

    private static int inputs(Pool2dGeometry g) {
        return g.batch() * g.inHeight() * g.inWidth() * g.channels();
    }

    private static int outputs(Pool2dGeometry g) {
        return g.batch() * g.outHeight() * g.outWidth() * g.channels();
    }

    private interface Pool {
        void run(Kernels k, KernelData d, Pool2dGeometry g);
    }

    private void pool(String method, Pool body) {
        for (Pool2dGeometry g : POOLS) {
            cases.add(new KernelCase(method, g.toString(), inputs(g) < 2000, (k, d) -> body.run(k, d, g)));
        }
    }

    private void pooling() {
        pool("Pooling.maxForward", (k, d, g) -> {
            Slice x = d.in(inputs(g));
            Slice y = d.out(outputs(g));
            Slice inferred = d.out(outputs(g));
            k.pooling().maxForward(g, x.a(), x.o(), y.a(), y.o(), d.outInts(outputs(g)));
            k.pooling().maxForward(g, x.a(), x.o(), inferred.a(), inferred.o(), null);
        });
        pool("Pooling.maxBackward", (k, d, g) -> {
            Slice x = d.in(inputs(g));
            Slice y = d.out(outputs(g));
            int[] argmax = d.outInts(outputs(g));
            k.pooling().maxForward(g, x.a(), x.o(), y.a(), y.o(), argmax);
            Slice gy = d.in(outputs(g));
            Slice gx = d.out(inputs(g));
            k.pooling().maxBackward(g, gy.a(), gy.o(), argmax, gx.a(), gx.o());
        });
        pool("Pooling.averageForward", (k, d, g) -> {
            Slice x = d.in(inputs(g));
            Slice y = d.out(outputs(g));
            k.pooling().averageForward(g, x.a(), x.o(), y.a(), y.o());
        });
        pool("Pooling.averageBackward", (k, d, g) -> {
            Slice gy = d.in(outputs(g));
            Slice gx = d.out(inputs(g));
            k.pooling().averageBackward(g, gy.a(), gy.o(), gx.a(), gx.o());
        });
    }

    private interface Norm {
        void run(Kernels k, KernelData d, int rows, int c);
    }

    private void norm(String method, Norm body) {
        for (int[] s : ROWS) {
            String size = s[0] + "x" + s[1];
            cases.add(new KernelCase(method, size, s[0] * s[1] < 2000, (k, d) -> body.run(k, d, s[0], s[1])));
        }
    }

    private void normalization() {
        norm("Normalization.statistics", (k, d, rows, c) -> {
            Slice x = d.in(rows * c);
            Slice mean = d.out(c);
            Slice variance = d.out(c);
            k.normalization().statistics(rows, c, x.a(), x.o(), mean.a(), mean.o(), variance.a(), variance.o());
        });
        for (Unary activation : new Unary[] {null, Unary.RELU, Unary.SELU}) {
            norm("Normalization.normalize", (k, d, rows, c) -> {
                Slice x = d.in(rows * c);
                Slice mean = d.in(c);
                Slice variance = d.positive(c);
                Slice gamma = d.in(c);
                Slice beta = d.in(c);
                Slice y = d.out(rows * c);
                k.normalization()
                        .normalize(
                                rows,
                                c,
                                x.a(),
                                x.o(),
                                mean.a(),
                                mean.o(),
                                variance.a(),
                                variance.o(),
                                1e-3f,
                                gamma.a(),
                                gamma.o(),
                                beta.a(),
                                beta.o(),
                                activation,
                                y.a(),
                                y.o());
            });
        }
        for (Unary activation : new Unary[] {null, Unary.RELU, Unary.SELU}) {
            norm("Normalization.gradient", (k, d, rows, c) -> gradient(k, d, rows, c, activation, true));
            norm("Normalization.inferenceGradient", (k, d, rows, c) -> gradient(k, d, rows, c, activation, false));
        }
    }

    private static void gradient(
            Kernels k, KernelData d, int rows, int c, @Nullable Unary activation, boolean training) {
        Slice x = d.in(rows * c);
        Slice mean = d.in(c);
        Slice variance = d.positive(c);
        Slice gamma = d.in(c);
        Slice y = d.in(rows * c);
        Slice gy = d.in(rows * c);
        Slice gx = d.out(rows * c);
        Slice ggamma = d.out(c);
        Slice gbeta = d.out(c);
        if (training) {
            k.normalization()
                    .gradient(
                            rows,
                            c,
                            x.a(),
                            x.o(),
                            mean.a(),
                            mean.o(),
                            variance.a(),
                            variance.o(),
                            1e-3f,
                            gamma.a(),
                            gamma.o(),
                            activation,
                            y.a(),
                            y.o(),
                            gy.a(),
                            gy.o(),
                            gx.a(),
                            gx.o(),
                            ggamma.a(),
                            ggamma.o(),
                            gbeta.a(),
                            gbeta.o());
        } else {
            k.normalization()
                    .inferenceGradient(
                            rows,
                            c,
                            x.a(),
                            x.o(),
                            mean.a(),
                            mean.o(),
                            variance.a(),
                            variance.o(),
                            1e-3f,
                            gamma.a(),
                            gamma.o(),
                            activation,
                            y.a(),
                            y.o(),
                            gy.a(),
                            gy.o(),
                            gx.a(),
                            gx.o(),
                            ggamma.a(),
                            ggamma.o(),
                            gbeta.a(),
                            gbeta.o());
        }
    }
}

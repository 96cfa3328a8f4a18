package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cases of the kernels that reduce or normalise rows and groups of channels. */
final class RowCases {
    private static final int[][] ROWS = {
        {1, 1}, {3, 10}, {7, 16}, {2, 35}, {40, 33}, {700, 70}, {3_000, 17}, {9, 5_003}, {1, 40_000}
    };

    private static final int[][] GROUPS = { // batch, rows, channels, groups
        {1, 1, 1, 1},
        {2, 7, 6, 3},
        {3, 5, 16, 4},
        {2, 9, 33, 33},
        {4, 20, 35, 1},
        {5, 196, 32, 8},
        {2, 900, 70, 7},
        {1, 60, 1_100, 10}
    };

    private final List<KernelCase> cases = new ArrayList<>();

    private RowCases() {}

    static List<KernelCase> all() {
        RowCases all = new RowCases();
        all.extremes();
        all.statistics();
        all.logSoftmax();
        all.rowNormalization();
        all.groupNormalization();
        return all.cases;
    }

    private interface Sized {
        void run(Kernels k, KernelData d, int[] s);
    }

    private void sized(String method, int[][] sizes, Sized body) {
        for (int[] s : sizes) {
            boolean small = Arrays.stream(s).asLongStream().reduce(1, (a, b) -> a * b) < 2000;
            cases.add(new KernelCase(method, Arrays.toString(s), small, (k, d) -> body.run(k, d, s)));
        }
    }

    private void extremes() {
        int[][] sizes = {{1, 1, 1}, {3, 7, 5}, {2, 37, 33}, {1, 19, 70}, {700, 70, 1}, {2, 30, 1_100}, {3, 1, 16}};
        sized("Extremes.max", sizes, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1] * s[2]);
            Slice y = d.out(s[0] * s[2]);
            k.extremes().max(s[0], s[1], s[2], x.a(), x.o(), y.a(), y.o(), d.outInts(s[0] * s[2]));
        });
        sized("Extremes.maxGradient", sizes, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1] * s[2]);
            Slice y = d.out(s[0] * s[2]);
            int[] argmax = d.outInts(s[0] * s[2]);
            k.extremes().max(s[0], s[1], s[2], x.a(), x.o(), y.a(), y.o(), argmax);
            Slice gy = d.in(s[0] * s[2]);
            Slice gx = d.out(s[0] * s[1] * s[2]);
            k.extremes().maxGradient(s[0], s[1], s[2], gy.a(), gy.o(), argmax, gx.a(), gx.o());
        });
    }

    private void statistics() {
        for (int correction : new int[] {0, 1}) {
            sized("RowStatistics.variance", ROWS, (k, d, s) -> {
                Slice x = d.in(s[0] * s[1]);
                Slice mean = d.out(s[0]);
                Slice y = d.out(s[0]);
                k.rowStatistics().variance(s[0], s[1], correction, x.a(), x.o(), mean.a(), mean.o(), y.a(), y.o());
            });
            sized("RowStatistics.varianceGradient", ROWS, (k, d, s) -> {
                Slice x = d.in(s[0] * s[1]);
                Slice mean = d.in(s[0]);
                Slice gy = d.in(s[0]);
                Slice gx = d.out(s[0] * s[1]);
                k.rowStatistics()
                        .varianceGradient(
                                s[0],
                                s[1],
                                correction,
                                x.a(),
                                x.o(),
                                mean.a(),
                                mean.o(),
                                gy.a(),
                                gy.o(),
                                gx.a(),
                                gx.o());
            });
        }
        sized("RowStatistics.norm", ROWS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice y = d.out(s[0]);
            k.rowStatistics().norm(s[0], s[1], x.a(), x.o(), y.a(), y.o());
        });
        sized("RowStatistics.normGradient", ROWS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice y = d.positive(s[0]);
            Slice gy = d.in(s[0]);
            Slice gx = d.out(s[0] * s[1]);
            k.rowStatistics().normGradient(s[0], s[1], x.a(), x.o(), y.a(), y.o(), gy.a(), gy.o(), gx.a(), gx.o());
        });
    }

    private void logSoftmax() {
        sized("LogSoftmaxRows.logSoftmax", ROWS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice y = d.out(s[0] * s[1]);
            Slice z = d.inOut(s[0] * s[1]);
            k.logSoftmax().logSoftmax(s[0], s[1], x.a(), x.o(), y.a(), y.o());
            k.logSoftmax().logSoftmax(s[0], s[1], z.a(), z.o(), z.a(), z.o());
        });
        sized("LogSoftmaxRows.gradient", ROWS, (k, d, s) -> {
            Slice y = d.in(s[0] * s[1]);
            Slice gy = d.in(s[0] * s[1]);
            Slice gx = d.out(s[0] * s[1]);
            k.logSoftmax().gradient(s[0], s[1], y.a(), y.o(), gy.a(), gy.o(), gx.a(), gx.o());
        });
    }

    private void rowNormalization() {
        sized("RowNormalization.normalize", ROWS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice gamma = d.in(s[1]);
            Slice beta = d.in(s[1]);
            Slice mean = d.out(s[0]);
            Slice inverse = d.out(s[0]);
            Slice y = d.out(s[0] * s[1]);
            k.rowNormalization()
                    .normalize(
                            s[0],
                            s[1],
                            x.a(),
                            x.o(),
                            1e-3f,
                            gamma.a(),
                            gamma.o(),
                            beta.a(),
                            beta.o(),
                            mean.a(),
                            mean.o(),
                            inverse.a(),
                            inverse.o(),
                            y.a(),
                            y.o());
        });
        sized("RowNormalization.gradient", ROWS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1]);
            Slice mean = d.in(s[0]);
            Slice inverse = d.positive(s[0]);
            Slice gamma = d.in(s[1]);
            Slice gy = d.in(s[0] * s[1]);
            Slice gx = d.out(s[0] * s[1]);
            Slice ggamma = d.out(s[1]);
            Slice gbeta = d.out(s[1]);
            k.rowNormalization()
                    .gradient(
                            s[0],
                            s[1],
                            x.a(),
                            x.o(),
                            mean.a(),
                            mean.o(),
                            inverse.a(),
                            inverse.o(),
                            gamma.a(),
                            gamma.o(),
                            gy.a(),
                            gy.o(),
                            gx.a(),
                            gx.o(),
                            ggamma.a(),
                            ggamma.o(),
                            gbeta.a(),
                            gbeta.o());
        });
    }

    private void groupNormalization() {
        sized("GroupNormalization.normalize", GROUPS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1] * s[2]);
            Slice gamma = d.in(s[2]);
            Slice beta = d.in(s[2]);
            Slice mean = d.out(s[0] * s[3]);
            Slice inverse = d.out(s[0] * s[3]);
            Slice y = d.out(s[0] * s[1] * s[2]);
            k.groupNormalization()
                    .normalize(
                            s[0],
                            s[1],
                            s[2],
                            s[3],
                            x.a(),
                            x.o(),
                            1e-3f,
                            gamma.a(),
                            gamma.o(),
                            beta.a(),
                            beta.o(),
                            mean.a(),
                            mean.o(),
                            inverse.a(),
                            inverse.o(),
                            y.a(),
                            y.o());
        });
        sized("GroupNormalization.gradient", GROUPS, (k, d, s) -> {
            Slice x = d.in(s[0] * s[1] * s[2]);
            Slice mean = d.in(s[0] * s[3]);
            Slice inverse = d.positive(s[0] * s[3]);
            Slice gamma = d.in(s[2]);
            Slice gy = d.in(s[0] * s[1] * s[2]);
            Slice gx = d.out(s[0] * s[1] * s[2]);
            Slice ggamma = d.out(s[2]);
            Slice gbeta = d.out(s[2]);
            k.groupNormalization()
                    .gradient(
                            s[0],
                            s[1],
                            s[2],
                            s[3],
                            x.a(),
                            x.o(),
                            mean.a(),
                            mean.o(),
                            inverse.a(),
                            inverse.o(),
                            gamma.a(),
                            gamma.o(),
                            gy.a(),
                            gy.o(),
                            gx.a(),
                            gx.o(),
                            ggamma.a(),
                            ggamma.o(),
                            gbeta.a(),
                            gbeta.o());
        });
    }
}

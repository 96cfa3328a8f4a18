package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import java.util.ArrayList;
import java.util.List;

/** The cases of losses: terms of elements, cross-entropy with rows of targets, and the hinge of classes. */
final class LossCases {
    private static final int[] SIZES = {0, 1, 5, 16, 33, 70, 259, 2_049, 50_021};
    private static final int[][] ROWS = {{0, 10}, {1, 1}, {3, 10}, {7, 16}, {2, 35}, {5_000, 10}, {9, 5_003}};

    private final List<KernelCase> cases = new ArrayList<>();

    private LossCases() {}

    static List<KernelCase> all() {
        LossCases all = new LossCases();
        all.terms();
        all.weights();
        all.targets();
        all.hinge();
        return all.cases;
    }

    private interface Rows {
        void run(Kernels k, KernelData d, int rows, int n);
    }

    private void rows(String method, Rows body) {
        for (int[] s : ROWS) {
            boolean small = s[0] * s[1] < 2000;
            cases.add(new KernelCase(method, s[0] + "x" + s[1], small, (k, d) -> body.run(k, d, s[0], s[1])));
        }
    }

    private void terms() {
        for (LossTerm f : LossTerm.values()) {
            for (int n : SIZES) {
                cases.add(new KernelCase("LossTerms.terms", f + " n=" + n, n < 1000, (k, d) -> {
                    Slice y = d.in(n);
                    Slice t = d.in(n);
                    Slice z = d.out(n);
                    k.lossTerms().terms(f, 1.3f, n, y.a(), y.o(), t.a(), t.o(), z.a(), z.o());
                }));
                cases.add(new KernelCase("LossTerms.slopes", f + " n=" + n, n < 1000, (k, d) -> {
                    Slice y = d.in(n);
                    Slice t = d.in(n);
                    Slice g = d.out(n);
                    k.lossTerms().slopes(f, 1.3f, 0.01f, n, y.a(), y.o(), t.a(), t.o(), g.a(), g.o());
                }));
            }
        }
    }

    private void weights() {
        rows("LossTerms.weigh", (k, d, rows, n) -> {
            Slice w = d.in(rows);
            Slice x = d.inOut(rows * n);
            k.lossTerms().weigh(rows, n, w.a(), w.o(), x.a(), x.o());
            Slice v = d.in(rows * n);
            Slice y = d.inOut(rows * n);
            k.lossTerms().weigh(rows * n, 1, v.a(), v.o(), y.a(), y.o());
        });
    }

    private void targets() {
        rows("TargetRows.smooth", (k, d, rows, n) -> {
            KernelData.Ints labels = d.labels(rows, n);
            Slice q = d.out(rows * n);
            k.targetRows().smooth(rows, n, labels.a(), labels.o(), 0.1f, q.a(), q.o());
        });
        for (boolean relative : new boolean[] {false, true}) {
            rows("TargetRows.crossEntropy", (k, d, rows, n) -> {
                Slice x = d.in(rows * n);
                Slice q = d.positive(rows * n);
                Slice loss = d.out(rows);
                Slice p = d.out(rows * n);
                Slice totals = d.out(rows);
                k.targetRows()
                        .crossEntropy(
                                relative,
                                rows,
                                n,
                                x.a(),
                                x.o(),
                                q.a(),
                                q.o(),
                                loss.a(),
                                loss.o(),
                                p.a(),
                                p.o(),
                                totals.a(),
                                totals.o());
            });
        }
        rows("TargetRows.gradient", (k, d, rows, n) -> {
            Slice p = d.in(rows * n);
            Slice q = d.positive(rows * n);
            Slice totals = d.in(rows);
            Slice gx = d.out(rows * n);
            k.targetRows().gradient(rows, n, p.a(), p.o(), q.a(), q.o(), totals.a(), totals.o(), 0.01f, gx.a(), gx.o());
        });
    }

    private void hinge() {
        rows("HingeRows.hinge", (k, d, rows, n) -> {
            Slice x = d.in(rows * n);
            KernelData.Ints labels = d.labels(rows, n);
            Slice loss = d.out(rows);
            k.hingeRows().hinge(rows, n, x.a(), x.o(), labels.a(), labels.o(), 1.3f, loss.a(), loss.o());
        });
        rows("HingeRows.gradient", (k, d, rows, n) -> {
            Slice x = d.in(rows * n);
            KernelData.Ints labels = d.labels(rows, n);
            Slice gx = d.out(rows * n);
            k.hingeRows().gradient(rows, n, x.a(), x.o(), labels.a(), labels.o(), 1.3f, 0.01f, gx.a(), gx.o());
        });
    }
}

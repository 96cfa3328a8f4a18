package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.RootQuotient;
import java.util.ArrayList;
import java.util.List;

/** The cases of the optimizers beyond descent and Adam, and of penalties. */
final class UpdateCases {
    private static final int[] SIZES = {1, 5, 16, 33, 70, 259, 50_021};
    private static final int[][] MATRICES = {{1, 1}, {7, 3}, {40, 33}, {300, 17}, {1_000, 64}};

    private final List<KernelCase> cases = new ArrayList<>();

    private UpdateCases() {}

    static List<KernelCase> all() {
        UpdateCases all = new UpdateCases();
        all.moments();
        all.steps();
        all.penalties();
        return all.cases;
    }

    private interface Flat {
        void run(Kernels k, KernelData d, int n);
    }

    private void flat(String method, Flat body) {
        for (int n : SIZES) {
            cases.add(new KernelCase(method, "n=" + n, n < 1000, (k, d) -> body.run(k, d, n)));
        }
    }

    private void moments() {
        flat("Updates.mix", (k, d, n) -> {
            Slice x = d.in(n);
            Slice y = d.inOut(n);
            k.updates().mix(n, 0.01f, x.a(), x.o(), 0.99f, y.a(), y.o());
        });
        flat("Updates.averageSquare", (k, d, n) -> {
            Slice v = d.positiveInOut(n);
            Slice g = d.in(n);
            k.updates().averageSquare(n, v.a(), v.o(), g.a(), g.o(), 0.99f, 0.01f);
        });
        flat("Updates.variance", (k, d, n) -> {
            Slice v = d.positive(n);
            Slice a = d.in(n);
            Slice y = d.out(n);
            k.updates().variance(n, v.a(), v.o(), a.a(), a.o(), y.a(), y.o());
        });
        flat("Updates.larger", (k, d, n) -> {
            Slice x = d.in(n);
            Slice y = d.inOut(n);
            k.updates().larger(n, x.a(), x.o(), y.a(), y.o());
        });
    }

    private void steps() {
        for (RootQuotient q :
                new RootQuotient[] {new RootQuotient(0.1f, 7f, 1e-3f, 1f, 0f), new RootQuotient(1f, 1f, 0f, 3f, 1e-8f)
                }) {
            flat("Updates.quotient", (k, d, n) -> {
                Slice m = d.inOut(n);
                Slice v = d.positive(n);
                Slice y = d.out(n);
                k.updates().quotient(n, m.a(), m.o(), v.a(), v.o(), y.a(), y.o(), q);
                k.updates().quotient(n, m.a(), m.o(), v.a(), v.o(), m.a(), m.o(), q);
            });
        }
        flat("Updates.lion", (k, d, n) -> {
            Slice w = d.inOut(n);
            Slice m = d.inOut(n);
            Slice g = d.in(n);
            k.updates().lion(n, w.a(), w.o(), m.a(), m.o(), g.a(), g.o(), 1e-4, 0.9, 0.99);
        });
        flat("Updates.clamp", (k, d, n) -> {
            Slice x = d.inOut(n);
            k.updates().clamp(n, x.a(), x.o(), 0.5f);
        });
    }

    private void penalties() {
        flat("Penalties.value", (k, d, n) -> {
            Slice w = d.in(n);
            d.returned(k.penalties().value(n, w.a(), w.o(), 0.01, 0.001));
        });
        flat("Penalties.gradient", (k, d, n) -> {
            Slice w = d.in(n);
            Slice g = d.out(n);
            k.penalties().gradient(n, w.a(), w.o(), 0.01f, 0.002f, g.a(), g.o());
        });
        for (int[] s : MATRICES) {
            cases.add(new KernelCase("Penalties.maxNorm", s[0] + "x" + s[1], s[0] * s[1] < 2000, (k, d) -> {
                Slice w = d.inOut(s[0] * s[1]);
                k.penalties().maxNorm(s[0], s[1], w.a(), w.o(), 3.0);
            }));
        }
    }
}

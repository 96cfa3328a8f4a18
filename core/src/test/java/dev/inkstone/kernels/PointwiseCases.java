package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.Parametric;
import java.util.ArrayList;
import java.util.List;

/** The cases of element-wise functions with parameters, and of choices by a mask. */
final class PointwiseCases {
    private static final int[] SIZES = {1, 5, 16, 33, 70, 259, 50_021};

    private PointwiseCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (int n : SIZES) {
            for (Parametric f : Parametric.values()) {
                cases.add(of("parametric", n, (k, d) -> parametric(k, d, f, n)));
                cases.add(of("parametricGradient", n, (k, d) -> gradient(k, d, f, n)));
            }
            cases.add(of("select", n, (k, d) -> select(k, d, n)));
            cases.add(of("masked", n, (k, d) -> masked(k, d, n)));
        }
        return cases;
    }

    private static KernelCase of(String method, int n, KernelCase.Body body) {
        return new KernelCase("Pointwise." + method, "n=" + n, n < 1000, body);
    }

    private static void parametric(Kernels k, KernelData d, Parametric f, int n) {
        Slice x = d.in(n);
        Slice y = d.out(n);
        Slice z = d.inOut(n);
        k.pointwise().parametric(f, 0.3f, 1.7f, n, x.a(), x.o(), y.a(), y.o());
        k.pointwise().parametric(f, -0.9f, 80f, n, z.a(), z.o(), z.a(), z.o());
    }

    private static void gradient(Kernels k, KernelData d, Parametric f, int n) {
        Slice x = d.in(n);
        Slice gy = d.inOut(n);
        Slice gx = d.out(n);
        k.pointwise().parametricGradient(f, 0.3f, 1.7f, n, x.a(), x.o(), gy.a(), gy.o(), gx.a(), gx.o());
        k.pointwise().parametricGradient(f, -0.9f, 80f, n, x.a(), x.o(), gy.a(), gy.o(), gy.a(), gy.o());
    }

    private static void select(Kernels k, KernelData d, int n) {
        KernelData.Ints mask = d.labels(n, 3);
        Slice a = d.in(n);
        Slice b = d.inOut(n);
        Slice y = d.out(n);
        k.pointwise().select(n, mask.a(), mask.o(), a.a(), a.o(), b.a(), b.o(), y.a(), y.o());
        k.pointwise().select(n, mask.a(), mask.o(), a.a(), a.o(), b.a(), b.o(), b.a(), b.o());
    }

    private static void masked(Kernels k, KernelData d, int n) {
        KernelData.Ints mask = d.labels(n, 2);
        Slice x = d.inOut(n);
        Slice y = d.out(n);
        k.pointwise().masked(n, mask.a(), mask.o(), true, x.a(), x.o(), y.a(), y.o());
        k.pointwise().masked(n, mask.a(), mask.o(), false, x.a(), x.o(), x.a(), x.o());
    }
}

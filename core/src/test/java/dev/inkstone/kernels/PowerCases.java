package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cases of what alpha dropout and the gradient of powers need. */
final class PowerCases {
    private static final int[] SIZES = {0, 1, 5, 16, 33, 259, 50_021};

    private PowerCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (int n : SIZES) {
            cases.add(new KernelCase("Pointwise.zeroAt", "n=" + n, n < 1000, (k, d) -> zeroAt(k, d, n)));
            cases.add(new KernelCase("Pointwise.replace", "n=" + n, n < 1000, (k, d) -> replace(k, d, n)));
        }
        return cases;
    }

    private static void replace(Kernels k, KernelData d, int n) {
        Slice x = d.inOut(n);
        Slice y = d.out(n);
        k.pointwise().replace(n, x.a(), x.o(), 42L + n, 0.7f, 0.9f, -0.3f, -1.5f, y.a(), y.o());
        k.pointwise().replace(n, x.a(), x.o(), 43L + n, 0.2f, 1.1f, 0f, 0f, x.a(), x.o());
    }

    private static void zeroAt(Kernels k, KernelData d, int n) {
        Slice a = d.in(n);
        Slice b = d.in(n);
        Slice x = d.inOut(n);
        Slice y = d.out(n);
        float[] zeros = Arrays.copyOf(a.a(), a.a().length);
        for (int i = a.o(); i < a.o() + n; i += 3) {
            zeros[i] = i % 2 == 0 ? 0f : -0f;
        }
        k.pointwise().zeroAt(n, zeros, a.o(), b.a(), b.o(), x.a(), x.o(), y.a(), y.o());
        k.pointwise().zeroAt(n, zeros, a.o(), zeros, a.o(), x.a(), x.o(), x.a(), x.o());
    }
}

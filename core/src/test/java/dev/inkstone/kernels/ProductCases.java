package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.Unary;
import java.util.ArrayList;
import java.util.List;

/** A few cases of matrix products and convolution; {@link ProductBitsTest} has many more sizes. */
final class ProductCases {
    private static final int[][] PRODUCTS = {{1, 1, 1}, {5, 7, 3}, {13, 33, 17}, {530, 35, 40}, {0, 7, 5}}; // m, n, k

    private static final Conv2dGeometry[] CONVOLUTIONS = {
        new Conv2dGeometry(2, 5, 4, 1, 3, 3, 5, 1, 1, 1, 1, 1, 1, 5, 4),
        new Conv2dGeometry(3, 7, 6, 3, 3, 2, 17, 2, 1, 1, 2, 0, 1, 3, 6),
        new Conv2dGeometry(9, 14, 14, 5, 3, 3, 33, 2, 2, 1, 1, 0, 0, 6, 6),
        new Conv2dGeometry(0, 5, 4, 3, 3, 3, 5, 1, 1, 1, 1, 1, 1, 5, 4),
        new Conv2dGeometry(0, 5, 4, 3, 1, 1, 5, 1, 1, 1, 1, 0, 0, 5, 4),
    };

    private ProductCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (int[] s : PRODUCTS) {
            int m = s[0];
            int n = s[1];
            int k = s[2];
            String size = m + "x" + n + "x" + k;
            boolean small = m * n * k < 10_000;
            cases.add(new KernelCase("Gemm.multiply", size, small, (q, d) -> {
                Slice a = d.in(m * k);
                Slice b = d.in(k * n);
                Slice bias = d.in(n);
                Slice c = d.out(m * n);
                Epilogue epilogue = new Epilogue(bias.a(), bias.o(), Unary.RELU);
                q.gemm().multiply(m, n, k, a.a(), a.o(), b.a(), b.o(), epilogue, c.a(), c.o());
            }));
            cases.add(new KernelCase("Gemm.multiplyTransposedB", size, small, (q, d) -> {
                Slice a = d.in(m * k);
                Slice b = d.in(n * k);
                Slice c = d.out(m * n);
                q.gemm().multiplyTransposedB(m, n, k, a.a(), a.o(), b.a(), b.o(), c.a(), c.o());
            }));
            cases.add(new KernelCase("Gemm.multiplyTransposedA", size, small, (q, d) -> {
                Slice a = d.in(m * k);
                Slice b = d.in(m * n);
                Slice c = d.out(k * n);
                q.gemm().multiplyTransposedA(m, k, n, a.a(), a.o(), b.a(), b.o(), c.a(), c.o());
            }));
        }
        for (Conv2dGeometry g : CONVOLUTIONS) {
            convolution(cases, g);
        }
        return cases;
    }

    static void convolution(List<KernelCase> cases, Conv2dGeometry g) {
        int in = g.batch() * g.inHeight() * g.inWidth() * g.inChannels();
        int out = g.batch() * g.outHeight() * g.outWidth() * g.outChannels();
        int weights = g.weights();
        boolean small = in < 1000;
        cases.add(new KernelCase("Convolution.forward", g.toString(), small, (q, d) -> {
            Slice x = d.in(in);
            Slice w = d.in(weights);
            Slice bias = d.in(g.outChannels());
            Slice y = d.out(out);
            Epilogue epilogue = new Epilogue(bias.a(), bias.o(), Unary.SELU);
            q.convolution().forward(g, x.a(), x.o(), w.a(), w.o(), epilogue, y.a(), y.o());
        }));
        cases.add(new KernelCase("Convolution.inputGradient", g.toString(), small, (q, d) -> {
            Slice gy = d.in(out);
            Slice w = d.in(weights);
            Slice gx = d.out(in);
            q.convolution().inputGradient(g, gy.a(), gy.o(), w.a(), w.o(), gx.a(), gx.o());
        }));
        cases.add(new KernelCase("Convolution.weightGradient", g.toString(), small, (q, d) -> {
            Slice x = d.in(in);
            Slice gy = d.in(out);
            Slice gw = d.out(weights);
            q.convolution().weightGradient(g, x.a(), x.o(), gy.a(), gy.o(), gw.a(), gw.o());
        }));
    }
}

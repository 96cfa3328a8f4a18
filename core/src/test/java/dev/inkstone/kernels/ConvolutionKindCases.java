package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import dev.inkstone.kernels.lanes.Unary;
import java.util.ArrayList;
import java.util.List;

/** The cases of grouped, depthwise and transposed convolution; {@link ProductBitsTest} has many more of the first two. */
final class ConvolutionKindCases {
    private static final Conv2dGeometry[] GROUPED = {
        new Conv2dGeometry(2, 5, 4, 6, 3, 3, 9, 1, 1, 1, 1, 1, 1, 5, 4, 3),
        new Conv2dGeometry(3, 7, 6, 34, 3, 2, 34, 2, 1, 1, 2, 0, 1, 3, 6, 2),
        new Conv2dGeometry(9, 14, 14, 32, 3, 3, 64, 1, 1, 1, 1, 1, 1, 14, 14, 4),
        new Conv2dGeometry(2, 5, 4, 4, 1, 1, 4, 1, 1, 1, 1, 0, 0, 5, 4, 2),
        new Conv2dGeometry(0, 5, 4, 6, 3, 3, 9, 1, 1, 1, 1, 1, 1, 5, 4, 3),
    };

    private static final Conv2dGeometry[] DEPTHWISE = {
        new Conv2dGeometry(2, 5, 4, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 5, 4, 3),
        new Conv2dGeometry(2, 5, 4, 17, 1, 1, 17, 1, 1, 1, 1, 0, 0, 5, 4, 17),
        new Conv2dGeometry(3, 7, 6, 17, 3, 2, 34, 2, 1, 1, 2, 0, 1, 3, 6, 17),
        new Conv2dGeometry(1, 6, 7, 3, 5, 5, 9, 2, 3, 1, 1, 2, 1, 3, 2, 3),
        new Conv2dGeometry(13, 14, 15, 33, 3, 3, 33, 1, 1, 1, 1, 1, 1, 14, 15, 33),
        new Conv2dGeometry(6, 15, 14, 64, 7, 5, 64, 2, 2, 1, 1, 3, 1, 8, 7, 64),
        new Conv2dGeometry(0, 5, 4, 3, 3, 3, 6, 1, 1, 1, 1, 1, 1, 5, 4, 3),
    };

    private static final Conv2dGeometry[] TRANSPOSED = { // of these convolutions
        new Conv2dGeometry(2, 5, 4, 1, 3, 3, 3, 1, 1, 1, 1, 1, 1, 5, 4),
        new Conv2dGeometry(2, 8, 10, 16, 2, 2, 3, 2, 2, 1, 1, 0, 0, 4, 5),
        new Conv2dGeometry(3, 9, 7, 17, 3, 2, 33, 2, 3, 1, 1, 1, 0, 4, 2),
        new Conv2dGeometry(2, 9, 8, 3, 2, 2, 5, 3, 3, 2, 1, 0, 1, 3, 3),
        new Conv2dGeometry(5, 28, 28, 24, 4, 4, 20, 2, 2, 1, 1, 1, 1, 14, 14),
        new Conv2dGeometry(1, 46, 30, 5, 23, 23, 1, 1, 1, 2, 2, 0, 22, 2, 30),
        new Conv2dGeometry(0, 5, 4, 1, 3, 3, 3, 1, 1, 1, 1, 1, 1, 5, 4),
    };

    private ConvolutionKindCases() {}

    static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (Conv2dGeometry g : GROUPED) {
            ProductCases.convolution(cases, g);
        }
        for (Conv2dGeometry g : DEPTHWISE) {
            ProductCases.convolution(cases, g);
        }
        for (Conv2dGeometry g : TRANSPOSED) {
            transposed(cases, g);
        }
        return cases;
    }

    private static void transposed(List<KernelCase> cases, Conv2dGeometry g) {
        int out = g.batch() * g.inHeight() * g.inWidth() * g.inChannels();
        int in = g.batch() * g.outHeight() * g.outWidth() * g.outChannels();
        boolean small = in < 1000;
        for (Unary activation : new Unary[] {null, Unary.RELU}) {
            cases.add(new KernelCase("TransposedConvolution.forward", g + " " + activation, small, (k, d) -> {
                Slice x = d.in(in);
                Slice w = d.in(g.weights());
                Slice bias = d.in(g.inChannels());
                Slice y = d.out(out);
                Epilogue epilogue = new Epilogue(bias.a(), bias.o(), activation);
                k.transposedConvolution().forward(g, x.a(), x.o(), w.a(), w.o(), epilogue, y.a(), y.o());
            }));
        }
        cases.add(new KernelCase("TransposedConvolution.inputGradient", g.toString(), small, (k, d) -> {
            Slice gy = d.in(out);
            Slice w = d.in(g.weights());
            Slice gx = d.out(in);
            k.transposedConvolution().inputGradient(g, gy.a(), gy.o(), w.a(), w.o(), gx.a(), gx.o());
        }));
        cases.add(new KernelCase("TransposedConvolution.weightGradient", g.toString(), small, (k, d) -> {
            Slice x = d.in(in);
            Slice gy = d.in(out);
            Slice gw = d.out(g.weights());
            k.transposedConvolution().weightGradient(g, x.a(), x.o(), gy.a(), gy.o(), gw.a(), gw.o());
        }));
    }
}

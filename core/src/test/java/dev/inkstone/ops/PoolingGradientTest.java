package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoublePooling;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Pooling with each padding. The values are spaced, so that the largest of a window stays the largest in a small step. */
@AddLifecycleHook(GradientTotals.class)
class PoolingGradientTest {
    @Property
    void maxPool2d(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 19) int channels,
            @ForAll @IntRange(max = 2) int rule,
            @ForAll long seed) {
        check(true, batch, height, width, channels, rule, seed);
    }

    @Property
    void averagePool2d(
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 19) int channels,
            @ForAll @IntRange(max = 2) int rule,
            @ForAll long seed) {
        check(false, batch, height, width, channels, rule, seed);
    }

    private static void check(
            boolean max, int batch, int leastHeight, int leastWidth, int channels, int rule, long seed) {
        Inputs inputs = new Inputs(seed);
        int[] sizes = inputs.ints(4, 3);
        int kh = 1 + sizes[0];
        int kw = 1 + sizes[1];
        int sh = 1 + sizes[2];
        int sw = 1 + sizes[3];
        int[] vertical = inputs.ints(2, kh);
        int[] horizontal = inputs.ints(2, kw);
        int height = rule == 1 ? leastHeight : Math.max(leastHeight, kh);
        int width = rule == 1 ? leastWidth : Math.max(leastWidth, kw);
        int[] rows = axis(height, kh, sh, rule, vertical);
        int[] columns = axis(width, kw, sw, rule, horizontal);
        Padding padding = rule == 0
                ? Padding.VALID
                : rule == 1
                        ? Padding.SAME
                        : new Padding.Explicit(vertical[0], vertical[1], horizontal[0], horizontal[1]);
        Pool2d window = new Pool2d(kh, kw, sh, sw, padding);
        DoublePooling reference = new DoublePooling(
                batch, height, width, channels, kh, kw, sh, sw, rows[1], columns[1], rows[0], columns[0]);
        Checked.gradients(
                GradientCheck.of((tape, v) -> max
                                ? MaxPool2d.maxPool2d(tape, v[0], window)
                                : AveragePool2d.averagePool2d(tape, v[0], window))
                        .against(v -> max ? reference.max(v[0]) : reference.average(v[0]))
                        .seed(seed)
                        .limit(16),
                inputs.spaced(batch, height, width, channels));
    }

    /** Outputs and padding before; rule 0 is VALID, 1 SAME, 2 explicit. */
    private static int[] axis(int in, int window, int stride, int rule, int[] pads) {
        if (rule == 1) {
            int out = (int) Math.ceil(in / (double) stride);
            return new int[] {out, Math.max((out - 1) * stride + window - in, 0) / 2};
        }
        int room = in + (rule == 2 ? pads[0] + pads[1] : 0) - window;
        return new int[] {room / stride + 1, rule == 2 ? pads[0] : 0};
    }
}

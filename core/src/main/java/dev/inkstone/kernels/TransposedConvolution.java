package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.memory.Arena;
import java.util.Arrays;

/**
 * Transposed 2-d convolution and its gradients, NHWC. Everywhere {@code g} is the convolution of which this is the transpose: its
 * output channels are the channels of x, its input channels those of y. Weights are {@code [kh, kw, channels of x, channels of
 * y]}. Outputs are overwritten, and must not overlap inputs.
 *
 * <p>The order of every sum is that of {@link Convolution}: forward that of its input gradient, then bias; the input gradient
 * that of its forward; the weight gradient that of its weight gradient.
 */
public final class TransposedConvolution {
    private final Convolution convolution;
    private final ConvolutionInputGradient forward;
    private final Movement movement;

    TransposedConvolution(Lanes lanes, Convolution convolution, Movement movement) {
        this.convolution = convolution;
        this.forward = new ConvolutionInputGradient(lanes);
        this.movement = movement;
    }

    /** {@code y [batch, inH, inW, inC]}: what a convolution would have to be given, or its gradient; then the epilogue. */
    public void forward(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        if (g.batch() == 0) {
            return;
        }
        try (Arena scratch = new Arena()) {
            float[] swapped = swapped(g, w, wo, scratch);
            forward.run(g, x, xo, swapped, 0, e, y, yo);
        }
    }

    /** {@code gx [batch, outH, outW, outC]}: the gradient of x, from the gradient gy of the output. */
    public void inputGradient(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, float[] gx, int gxo) {
        try (Arena scratch = new Arena()) {
            convolution.forward(g, gy, gyo, swapped(g, w, wo, scratch), 0, Epilogue.NONE, gx, gxo);
        }
    }

    /** {@code gw [kh, kw, outC, inC]}: the gradient of w, from the gradient gy of the output; zeros for an empty batch. */
    public void weightGradient(Conv2dGeometry g, float[] x, int xo, float[] gy, int gyo, float[] gw, int gwo) {
        if (g.batch() == 0) {
            Arrays.fill(gw, gwo, gwo + g.weights(), 0f);
            return;
        }
        try (Arena scratch = new Arena()) {
            float[] swapped = scratch.floats(g.weights());
            convolution.weightGradient(g, gy, gyo, x, xo, swapped, 0);
            swap(g.taps(), g.inChannels(), g.outChannels(), swapped, 0, gw, gwo);
        }
    }

    /** The weights as a convolution has them, {@code [kh, kw, inC, outC]}. */
    private float[] swapped(Conv2dGeometry g, float[] w, int wo, Arena scratch) {
        float[] swapped = scratch.floats(g.weights());
        swap(g.taps(), g.outChannels(), g.inChannels(), w, wo, swapped, 0);
        return swapped;
    }

    /** {@code y [taps, b, a]} from {@code x [taps, a, b]}. */
    private void swap(int taps, int a, int b, float[] x, int xo, float[] y, int yo) {
        movement.copy(new int[] {taps, b, a}, x, xo, new int[] {a * b, 1, b}, y, yo, new int[] {a * b, a, 1});
    }
}

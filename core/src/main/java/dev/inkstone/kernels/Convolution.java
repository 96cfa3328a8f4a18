package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Lanes;
import java.util.Arrays;

/**
 * 2-d convolution and its gradients, NHWC. Outputs are overwritten, and must not overlap inputs.
 *
 * <p>The order of every sum, each with one {@code fma} per term into one accumulator that starts at +0:
 *
 * <ul>
 *   <li>forward: ascending (kh, kw, c), c within the group; a tap on the padding is +0 · w; bias last;
 *   <li>input gradient: the taps of the pixel's phase (those kh with {@code (h + padTop - kh · dilation)} divisible by the
 *       stride, kw alike), descending (kh, kw), that is along gy, and ascending output channels of the group within each; a tap
 *       beyond gy is +0 · w; a pixel without any tap is +0;
 *   <li>weight gradient: ascending (image, oh, ow) within chunks of {@link ConvolutionWeightGradient#IMAGES_PER_CHUNK} images ({@link
 *       DepthwiseWeightGradient#IMAGES_PER_CHUNK} where every input channel is a group);
 *       padding is +0 · gy; chunks are combined by a pairwise tree.
 * </ul>
 */
public final class Convolution {
    private final Gemm gemm;
    private final ConvolutionForward forward;
    private final ConvolutionInputGradient inputGradient;
    private final ConvolutionWeightGradient weightGradient;
    private final DepthwiseWeightGradient depthwiseWeightGradient;

    /** Convolutions over the given bodies. */
    public Convolution(Lanes lanes) {
        this.gemm = new Gemm(lanes.gemm(), lanes.pointwise());
        this.forward = new ConvolutionForward(lanes);
        this.inputGradient = new ConvolutionInputGradient(lanes);
        this.weightGradient = new ConvolutionWeightGradient(lanes.gemm());
        this.depthwiseWeightGradient = new DepthwiseWeightGradient(lanes);
    }

    /** {@code y [batch, outH, outW, outC] = x * w}, then the epilogue. */
    public void forward(Conv2dGeometry g, float[] x, int xo, float[] w, int wo, Epilogue e, float[] y, int yo) {
        if (pixels(g) == 0) {
            return;
        }
        if (isMatrixProduct(g)) {
            gemm.multiply(pixels(g), g.outChannels(), g.inChannels(), x, xo, w, wo, e, y, yo);
        } else {
            forward.run(g, x, xo, w, wo, e, y, yo);
        }
    }

    /** {@code gx [batch, inH, inW, inC]}: the gradient of x, from the gradient gy of the output. */
    public void inputGradient(Conv2dGeometry g, float[] gy, int gyo, float[] w, int wo, float[] gx, int gxo) {
        int size = g.batch() * g.inHeight() * g.inWidth() * g.inChannels();
        if (size == 0 || pixels(g) == 0) {
            Arrays.fill(gx, gxo, gxo + size, 0f);
        } else if (isMatrixProduct(g)) {
            gemm.multiplyTransposedB(pixels(g), g.inChannels(), g.outChannels(), gy, gyo, w, wo, gx, gxo);
        } else {
            inputGradient.run(g, gy, gyo, w, wo, Epilogue.NONE, gx, gxo);
        }
    }

    /** {@code gw [kh, kw, inC / groups, outC]}: the gradient of w, from the gradient gy of the output; zeros for an empty batch. */
    public void weightGradient(Conv2dGeometry g, float[] x, int xo, float[] gy, int gyo, float[] gw, int gwo) {
        if (pixels(g) == 0) {
            Arrays.fill(gw, gwo, gwo + g.weights(), 0f);
        } else if (g.isDepthwise()) {
            depthwiseWeightGradient.run(g, x, xo, gy, gyo, gw, gwo);
        } else {
            weightGradient.run(g, x, xo, gy, gyo, gw, gwo);
        }
    }

    private static int pixels(Conv2dGeometry g) {
        return g.batch() * g.outHeight() * g.outWidth();
    }

    private static boolean isMatrixProduct(Conv2dGeometry g) {
        return g.taps() == 1
                && g.groups() == 1
                && g.strideHeight() == 1
                && g.strideWidth() == 1
                && g.padTop() == 0
                && g.padLeft() == 0
                && g.outHeight() == g.inHeight()
                && g.outWidth() == g.inWidth();
    }
}

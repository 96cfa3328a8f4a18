package dev.inkstone.kernels;

/**
 * The sizes of one 2-d convolution, already checked. Input {@code [batch, inHeight, inWidth, inChannels]}, kernel {@code
 * [kernelHeight, kernelWidth, inChannels / groups, outChannels]}, output {@code [batch, outHeight, outWidth, outChannels]}. Both
 * channel counts are multiples of {@code groups}; the q-th part of the output channels sees the q-th part of the input's only.
 */
public record Conv2dGeometry(
        int batch,
        int inHeight,
        int inWidth,
        int inChannels,
        int kernelHeight,
        int kernelWidth,
        int outChannels,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int padTop,
        int padLeft,
        int outHeight,
        int outWidth,
        int groups) {
    /** With one group. */
    public Conv2dGeometry(
            int batch,
            int inHeight,
            int inWidth,
            int inChannels,
            int kernelHeight,
            int kernelWidth,
            int outChannels,
            int strideHeight,
            int strideWidth,
            int dilationHeight,
            int dilationWidth,
            int padTop,
            int padLeft,
            int outHeight,
            int outWidth) {
        this(
                batch,
                inHeight,
                inWidth,
                inChannels,
                kernelHeight,
                kernelWidth,
                outChannels,
                strideHeight,
                strideWidth,
                dilationHeight,
                dilationWidth,
                padTop,
                padLeft,
                outHeight,
                outWidth,
                1);
    }

    /** Whether every input channel is a group of its own, and there are several. */
    boolean isDepthwise() {
        return groups > 1 && groups == inChannels;
    }

    /** Input channels of a group. */
    int groupInputs() {
        return inChannels / groups;
    }

    /** Output channels of a group; of a depthwise convolution, the outputs of each channel. */
    int groupOutputs() {
        return outChannels / groups;
    }

    /** Taps of the kernel. */
    int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Weights of the kernel. */
    int weights() {
        return taps() * groupInputs() * outChannels;
    }
}

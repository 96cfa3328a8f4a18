package dev.inkstone.kernels;

/**
 * The sizes of one 2-d convolution, already checked. Input {@code [batch, inHeight, inWidth, inChannels]}, kernel {@code
 * [kernelHeight, kernelWidth, inChannels, outChannels]}, output {@code [batch, outHeight, outWidth, outChannels]}.
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
        int outWidth) {}

package dev.inkstone.kernels;

/**
 * The sizes of one 2-d pooling, already checked. Input {@code [batch, inHeight, inWidth, channels]}, output {@code [batch,
 * outHeight, outWidth, channels]}. Every window holds at least one input pixel.
 */
public record Pool2dGeometry(
        int batch,
        int inHeight,
        int inWidth,
        int channels,
        int windowHeight,
        int windowWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int outHeight,
        int outWidth) {}

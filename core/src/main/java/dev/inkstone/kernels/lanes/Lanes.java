package dev.inkstone.kernels.lanes;

/**
 * One set of innermost kernel bodies: {@code scalar} (the specification, plain loops) or {@code vector} (the same operations
 * in the same order on SIMD lanes). Everything around them - blocking, packing, im2col, threads - is written once, in
 * {@code dev.inkstone.kernels}. Both sets give equal bits.
 */
public interface Lanes {
    /** {@code "scalar"} or {@code "vector"}. */
    String name();

    /** Floats per vector; 1 for scalar lanes. No result depends on it. */
    int vectorLength();

    /** Bodies of matrix products and convolutions. */
    GemmLanes gemm();

    /** Element-wise functions over contiguous ranges. */
    PointwiseLanes pointwise();

    /** Bodies of depthwise convolutions. */
    DepthwiseLanes depthwise();

    /** Rows of channels: pooling, batch norm, sums over rows. */
    ChannelLanes channels();

    /** Flat sums and optimizer updates. */
    FlatLanes flat();

    /** The other optimizer updates, and penalties. */
    UpdateLanes updates();
}

package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Unary;
import org.jspecify.annotations.Nullable;

/**
 * What a matrix product or convolution does to its output while that is still in the cache: adds {@code bias[biasOffset + column]}
 * (last, after all products), then applies {@code activation}.
 */
public record Epilogue(
        float @Nullable [] bias, int biasOffset, @Nullable Unary activation) {
    /** Neither bias nor activation. */
    public static final Epilogue NONE = new Epilogue(null, 0, null);
}

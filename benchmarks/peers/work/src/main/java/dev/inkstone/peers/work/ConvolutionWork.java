package dev.inkstone.peers.work;

import java.util.Locale;

/** One direction of a convolution without bias over square images, SAME padding. */
public record ConvolutionWork(
        int batch, int size, int inChannels, int outChannels, int kernel, int stride, Direction direction) {
    /** What is computed from what. */
    public enum Direction {
        FORWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT
    }

    /** Reads the seven words that {@link #toString()} gives. */
    public static ConvolutionWork parse(String... words) {
        int[] n = new int[6];
        for (int i = 0; i < n.length; i++) {
            n[i] = Integer.parseInt(words[i]);
        }
        Direction direction = Direction.valueOf(words[6].toUpperCase(Locale.ROOT));
        return new ConvolutionWork(n[0], n[1], n[2], n[3], n[4], n[5], direction);
    }

    /** Rows and columns of the output. */
    public int outSize() {
        return Extent.same(size, stride);
    }

    /** All padding along an axis, see {@link Extent#samePadding}. */
    public int padding() {
        return Extent.samePadding(size, kernel, stride);
    }

    /** Floating-point operations, a multiply-add being two, those on the padding included. */
    public double flops() {
        return 2.0 * batch * outSize() * outSize() * outChannels * kernel * kernel * inChannels;
    }

    /** {@code [batch, size, size, inChannels]}. */
    public float[] input() {
        return ProductWork.uniform(batch * size * size * inChannels, 1);
    }

    /** {@code [kernel, kernel, inChannels, outChannels]}. */
    public float[] weights() {
        return ProductWork.uniform(kernel * kernel * inChannels * outChannels, 2);
    }

    /** {@code [batch, outSize, outSize, outChannels]}. */
    public float[] outputGradient() {
        return ProductWork.uniform(batch * outSize() * outSize() * outChannels, 3);
    }

    @Override
    public String toString() {
        return batch + " " + size + " " + inChannels + " " + outChannels + " " + kernel + " " + stride + " "
                + direction.name().toLowerCase(Locale.ROOT);
    }
}

package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.inkstone.peers.work.Extent;

/**
 * How images and kernels lie in PyTorch's memory. All of them are turned by 180 degrees, which changes nothing but the order of
 * the pixels: SAME puts an odd row of padding after the image, PyTorch's convolution puts it before, and so no image has to be
 * copied into a larger one. Arrays come in the order {@code [batch, height, width, channels]} and {@code [height, width, in,
 * out]}.
 */
enum Layout {
    /** PyTorch's default. */
    CONTIGUOUS,
    /** The memory format that PyTorch recommends for convolutions on a CPU: the same shapes over {@code NHWC} memory. */
    CHANNELS_LAST;

    /** Images {@code [batch, channels, height, width]}. */
    NDArray images(NDManager manager, float[] nhwc, int batch, Extent e) {
        int[] order = order(e);
        float[] turned = new float[nhwc.length];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < order.length; i++) {
                turned[n * order.length + i] = nhwc[n * order.length + order[i]];
            }
        }
        return made(manager, turned, batch, e);
    }

    /** Kernels {@code [out, in, size, size]}. */
    NDArray kernels(NDManager manager, float[] hwio, int size, int in, int out) {
        Extent e = new Extent(size, size, in);
        int[] order = order(e);
        float[] turned = new float[hwio.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < order.length; i++) {
                turned[o * order.length + i] = hwio[order[i] * out + o];
            }
        }
        return made(manager, turned, out, e);
    }

    /** Where, in {@code [height, width, channels]}, each value stands in the order of this layout's memory. */
    int[] order(Extent e) {
        int[] order = new int[e.size()];
        int pixels = e.height() * e.width();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < e.channels(); c++) {
                int to = this == CONTIGUOUS ? c * pixels + pixel : pixel * e.channels() + c;
                order[to] = (pixels - 1 - pixel) * e.channels() + c;
            }
        }
        return order;
    }

    /** {@code [batch, values]} in the order of the memory, without a copy. */
    NDArray flat(NDArray x, Extent e) {
        NDArray rows = this == CONTIGUOUS ? x : x.transpose(0, 2, 3, 1);
        return rows.reshape(-1, e.size());
    }

    private NDArray made(NDManager manager, float[] values, int count, Extent e) {
        if (this == CONTIGUOUS) {
            return manager.create(values, new Shape(count, e.channels(), e.height(), e.width()));
        }
        return manager.create(values, new Shape(count, e.height(), e.width(), e.channels()))
                .transpose(0, 3, 1, 2);
    }
}

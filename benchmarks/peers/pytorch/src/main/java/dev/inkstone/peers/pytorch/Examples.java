package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Network;

/** Batches of digits as arrays, made beforehand or when they are asked for. */
final class Examples {
    private final Digits digits;
    private final int batch;
    private final Layout layout;
    private final NDArray[] images;
    private final NDArray[] labels;

    Examples(NDManager manager, Digits digits, int batch, int resident, Layout layout) {
        this.digits = digits;
        this.batch = batch;
        this.layout = layout;
        images = new NDArray[Math.min(resident, digits.batches(batch))];
        labels = new NDArray[images.length];
        for (int i = 0; i < images.length; i++) {
            images[i] = madeImages(manager, i);
            labels[i] = madeLabels(manager, i);
        }
    }

    /** {@code [batch, 1, 28, 28]}, owned by {@code step}. */
    NDArray images(NDManager step, int turn) {
        return images.length == 0 ? madeImages(step, turn) : view(step, images[turn % images.length]);
    }

    /** {@code [batch, 1]}. */
    NDArray labels(NDManager step, int turn) {
        return labels.length == 0 ? madeLabels(step, turn) : labels[turn % labels.length];
    }

    /** The same memory in an array of its own without a gradient, owned by {@code step}. */
    static NDArray view(NDManager step, NDArray array) {
        NDArray view = array.stopGradient();
        view.attach(step);
        return view;
    }

    private NDArray madeImages(NDManager manager, int turn) {
        return layout.images(manager, digits.images(turn, batch), batch, Network.INPUT);
    }

    private NDArray madeLabels(NDManager manager, int turn) {
        int[] classes = digits.labels(turn, batch);
        long[] indices = new long[batch];
        for (int i = 0; i < batch; i++) {
            indices[i] = classes[i];
        }
        return manager.create(indices, new Shape(batch, 1));
    }
}

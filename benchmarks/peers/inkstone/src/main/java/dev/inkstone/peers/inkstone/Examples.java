package dev.inkstone.peers.inkstone;

import dev.inkstone.peers.work.Digits;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** Batches of digits as tensors, made beforehand or when they are asked for. */
final class Examples {
    private final Digits digits;
    private final int batch;
    private final Tensor[] images;
    private final IntTensor[] labels;

    Examples(Digits digits, int batch, int resident) {
        this.digits = digits;
        this.batch = batch;
        images = new Tensor[Math.min(resident, digits.batches(batch))];
        labels = new IntTensor[images.length];
        for (int i = 0; i < images.length; i++) {
            images[i] = made(i);
            labels[i] = IntTensor.of(digits.labels(i, batch));
        }
    }

    Tensor images(int turn) {
        return images.length == 0 ? made(turn) : images[turn % images.length];
    }

    IntTensor labels(int turn) {
        return labels.length == 0 ? IntTensor.of(digits.labels(turn, batch)) : labels[turn % labels.length];
    }

    private Tensor made(int turn) {
        return Tensor.wrap(digits.images(turn, batch), 0, Shape.of(batch, Digits.SIDE, Digits.SIDE, 1));
    }
}

package dev.inkstone.peers.tensorflow;

import dev.inkstone.peers.work.Digits;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Batches of digits as tensors, made beforehand or when they are asked for. */
final class Examples implements AutoCloseable {
    private final Digits digits;
    private final int batch;
    private final boolean resident;
    private final TFloat32[] images;
    private final TInt32[] labels;

    Examples(Digits digits, int batch, int resident) {
        this.digits = digits;
        this.batch = batch;
        this.resident = resident > 0;
        int count = this.resident ? Math.min(resident, digits.batches(batch)) : 1;
        images = new TFloat32[count];
        labels = new TInt32[count];
        for (int i = 0; i < count; i++) {
            images[i] = madeImages(i);
            labels[i] = madeLabels(i);
        }
    }

    /** Makes batch {@code turn} the next one. */
    int load(int turn) {
        if (resident) {
            return turn % images.length;
        }
        close();
        images[0] = madeImages(turn);
        labels[0] = madeLabels(turn);
        return 0;
    }

    TFloat32 images(int index) {
        return images[index];
    }

    TInt32 labels(int index) {
        return labels[index];
    }

    private TFloat32 madeImages(int turn) {
        Shape shape = Shape.of(batch, Digits.SIDE, Digits.SIDE, 1);
        return TFloat32.tensorOf(shape, DataBuffers.of(digits.images(turn, batch), true, false));
    }

    private TInt32 madeLabels(int turn) {
        return TInt32.tensorOf(Shape.of(batch), DataBuffers.of(digits.labels(turn, batch), true, false));
    }

    @Override
    public void close() {
        for (int i = 0; i < images.length; i++) {
            images[i].close();
            labels[i].close();
        }
    }
}

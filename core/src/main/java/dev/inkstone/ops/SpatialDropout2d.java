package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pointwise;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Dropout of whole channels (Tompson et al., Efficient Object Localization Using Convolutional Networks, 2015), as neighbouring
 * pixels say almost the same: in training each channel of an example is 0 with probability {@code rate}, else divided by {@code
 * 1 − rate}; in inference nothing changes. The mask is a function of seed, stream name, step, example and channel.
 *
 * <p># Shapes: {@code [batch, height, width, channels]} to the same.
 */
public final class SpatialDropout2d {
    private static final String OP = "spatial_dropout2d";

    private SpatialDropout2d() {}

    /**
     * Dropout of channels with the random numbers of stream {@code name}.
     *
     * @param rate the probability of 0, in [0, 1)
     * @throws IllegalArgumentException if the rate is out of range
     * @throws ShapeException if the input is no batch of images
     */
    public static Tensor spatialDropout2d(Tape tape, Tensor x, float rate, String name) {
        Dropout.checkRate(tape.label(OP), rate);
        Checks.images(tape.label(OP), x.shape());
        if (!tape.isTraining() || rate == 0f) {
            return x;
        }
        Tensor y = tape.allocate(x.shape());
        RandomStream stream = RandomStream.of(tape.position().seed(), "spatial_dropout2d/" + name);
        mask(tape.position(), stream, rate, x, y);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> mask(tape.position(), stream, rate, gradient, target)),
                x);
    }

    /** @throws ShapeException unless {@code image} is {@code [height, width, channels]} */
    public static void checkImage(String label, Shape image) {
        Checks.image(label, image);
    }

    /** The pixels of an example have one key, and so one mask over their channels. */
    private static void mask(Position position, RandomStream stream, float rate, Tensor x, Tensor y) {
        Pointwise kernels = Kernels.active().pointwise();
        int channels = x.shape().dim(3);
        int pixels = x.shape().dim(1) * x.shape().dim(2);
        WorkerPool.run(x.shape().dim(0), i -> {
            long key = stream.at(position.step(), position.firstExample() + i).key();
            for (int pixel = i * pixels; pixel < (i + 1) * pixels; pixel++) {
                int at = pixel * channels;
                kernels.dropout(channels, x.array(), x.offset() + at, key, 1f - rate, y.array(), y.offset() + at);
            }
        });
    }
}

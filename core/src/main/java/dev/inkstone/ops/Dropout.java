package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Inverted dropout (Srivastava et al., 2014): in training each element is 0 with probability {@code rate}, else divided by
 * {@code 1 − rate}; in inference nothing changes. The mask is a function of seed, stream name, step, example and element.
 *
 * <p># Shapes: {@code [batch, ...]} to the same.
 */
public final class Dropout {
    private static final String OP = "dropout";

    private Dropout() {}

    /**
     * Dropout with the random numbers of stream {@code name}.
     *
     * @param rate the probability of 0, in [0, 1)
     * @throws IllegalArgumentException if the rate is out of range
     * @throws ShapeException for a scalar
     */
    public static Tensor dropout(Tape tape, Tensor x, float rate, String name) {
        checkRate(tape.label(OP), rate);
        if (x.shape().rank() == 0) {
            throw new ShapeException(tape.label(OP) + ": input " + x.shape() + " has rank 0, expected [batch, ...]");
        }
        if (!tape.isTraining() || rate == 0f) {
            return x;
        }
        Tensor y = tape.allocate(x.shape());
        RandomStream stream = RandomStream.of(tape.position().seed(), "dropout/" + name);
        mask(tape.position(), stream, rate, x, y);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> {
                    Tensor gx = pass.over(gradient);
                    mask(tape.position(), stream, rate, gradient, gx);
                    pass.give(x, gx);
                },
                x);
    }

    /** @throws IllegalArgumentException if {@code rate} is not in [0, 1) */
    public static void checkRate(String label, float rate) {
        if (!(rate >= 0f && rate < 1f)) {
            throw new IllegalArgumentException(
                    label + ": rate " + rate
                            + ", expected 0 (inclusive) to 1 (exclusive); it is the share that is dropped, not the share that is kept");
        }
    }

    private static void mask(Position position, RandomStream stream, float rate, Tensor x, Tensor y) {
        int batch = x.shape().dim(0);
        int n = batch == 0 ? 0 : x.size() / batch;
        WorkerPool.run(
                batch,
                i -> Kernels.active()
                        .pointwise()
                        .dropout(
                                n,
                                x.array(),
                                x.offset() + i * n,
                                stream.at(position.step(), position.firstExample() + i)
                                        .key(),
                                1f - rate,
                                y.array(),
                                y.offset() + i * n));
    }
}

package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.parallel.WorkerPool;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/**
 * Alpha dropout (Klambauer et al., Self-Normalizing Neural Networks, 2017): in training each element becomes α′ = −1.7581, the limit
 * of SELU at −∞, with probability {@code rate}, and then all are multiplied by a and moved by b, so that inputs with mean 0 and
 * variance 1 keep both: with q = 1 − rate, a = 1/√(q + α′²·q·(1 − q)) and b = −a·(1 − q)·α′. In inference nothing changes. The mask
 * is a function of seed, stream name, step, example and element.
 *
 * <p># Shapes: {@code [batch, ...]} to the same.
 */
public final class AlphaDropout {
    /** −scale·alpha of SELU. */
    private static final double LIMIT = -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;

    private static final String OP = "alpha_dropout";

    private AlphaDropout() {}

    /**
     * Alpha dropout with the random numbers of stream {@code name}.
     *
     * @param rate the probability of being replaced, in [0, 1)
     * @throws IllegalArgumentException if the rate is out of range
     * @throws ShapeException for a scalar
     */
    public static Tensor alphaDropout(Tape tape, Tensor x, float rate, String name) {
        Dropout.checkRate(tape.label(OP), rate);
        if (x.shape().rank() == 0) {
            throw new ShapeException(tape.label(OP) + ": input " + x.shape() + " has rank 0, expected [batch, ...]");
        }
        if (!tape.isTraining() || rate == 0f) {
            return x;
        }
        double q = 1f - rate;
        double a = 1 / Math.sqrt(q + LIMIT * LIMIT * q * (1 - q));
        double b = -a * (1 - q) * LIMIT;
        RandomStream stream = RandomStream.of(tape.position().seed(), "alpha_dropout/" + name);
        Mask mask = new Mask(tape.position(), stream, 1f - rate, (float) a);
        Tensor y = tape.allocate(x.shape());
        mask.apply(x, (float) b, (float) (a * LIMIT + b), y);
        return tape.record(OP, y, (gradient, pass) -> pass.into(x, target -> mask.apply(gradient, 0f, 0f, target)), x);
    }

    private record Mask(Position position, RandomStream stream, float kept, float slope) {
        /** {@code y = kept ? slope·x + offset : other}. */
        void apply(Tensor x, float offset, float other, Tensor y) {
            int batch = x.shape().dim(0);
            int n = batch == 0 ? 0 : x.size() / batch;
            WorkerPool.run(batch, i -> {
                int at = i * n;
                long key =
                        stream.at(position.step(), position.firstExample() + i).key();
                Elementwise.kernels()
                        .replace(
                                n,
                                x.array(),
                                x.offset() + at,
                                key,
                                kept,
                                slope,
                                offset,
                                other,
                                y.array(),
                                y.offset() + at);
            });
        }
    }
}

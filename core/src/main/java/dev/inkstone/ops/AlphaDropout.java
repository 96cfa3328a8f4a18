package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
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
        float kept = 1f - rate;
        double q = kept;
        double a = 1 / Math.sqrt(q + LIMIT * LIMIT * q * (1 - q));
        float replaced = (float) (a * LIMIT - a * (1 - q) * LIMIT); // a·α′ + b
        float slope = (float) (a * q); // dropout divides by q
        RandomStream stream = RandomStream.of(tape.position().seed(), "alpha_dropout/" + name);
        Tensor y = tape.allocate(x.shape());
        change(Binary.SUBTRACT, x, (float) LIMIT, y); // replaced + kept·a·(x − α′) = kept·(a·x) + …, one mask for all
        change(Binary.MULTIPLY, y, slope, y);
        Dropout.mask(tape.position(), stream, rate, y, y);
        change(Binary.ADD, y, replaced, y);
        return tape.record(
                OP,
                y,
                (gradient, pass) -> pass.into(x, target -> {
                    Dropout.mask(tape.position(), stream, rate, gradient, target);
                    change(Binary.MULTIPLY, target, slope, target);
                }),
                x);
    }

    private static void change(Binary f, Tensor x, float by, Tensor y) {
        Elementwise.kernels().binaryScalar(f, x.size(), x.array(), x.offset(), by, y.array(), y.offset());
    }
}

package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;

/** Alpha dropout and dropout of channels. Gradients are checked at a fixed position; what happens to ones tells the mask. */
@AddLifecycleHook(GradientTotals.class)
class MaskedChannelsTest {
    private static final double LIMIT = -1.7580993408473766;

    private interface Op {
        Tensor apply(Tape tape, Tensor x);
    }

    @Property
    void gradientsOfAlphaDropout(
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @DoubleRange(min = 0.05, max = 0.95) double rate,
            @ForAll long seed) {
        Op op = (tape, x) -> AlphaDropout.alphaDropout(tape, x, (float) rate, "drop");
        double q = 1f - (float) rate;
        double a = 1 / Math.sqrt(q + LIMIT * LIMIT * q * (1 - q));
        double b = -a * (1 - q) * LIMIT;
        Position position = Position.START.at(seed, 3);
        float[] ones = run(op, position, ones(batch, size));
        Checked.gradients(
                GradientCheck.of((tape, v) -> op.apply(tape, v[0]))
                        .at(position)
                        .against(v -> {
                            double[] y = new double[ones.length];
                            Arrays.setAll(y, i -> a * (ones[i] > a * (1 + LIMIT) / 2 + b ? v[0][i] : LIMIT) + b);
                            return y;
                        })
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(batch, size));
    }

    @Property
    void gradientsOfSpatialDropout(
            @ForAll @IntRange(min = 1, max = 4) int batch,
            @ForAll @IntRange(min = 1, max = 4) int side,
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @DoubleRange(max = 0.95) double rate,
            @ForAll long seed) {
        Op op = (tape, x) -> SpatialDropout2d.spatialDropout2d(tape, x, (float) rate, "drop");
        Position position = Position.START.at(seed, 3);
        float[] mask = run(op, position, ones(batch, side, side + 1, channels));
        Checked.gradients(
                GradientCheck.of((tape, v) -> op.apply(tape, v[0]))
                        .at(position)
                        .against(v -> {
                            double[] y = v[0].clone();
                            Arrays.setAll(y, i -> y[i] * mask[i]);
                            return y;
                        })
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(batch, side, side + 1, channels));
    }

    /** Alpha dropout takes the numbers of dropout as they are: odd and even elements, the last one too. */
    @Test
    void theKernelHasTheMaskOfDropout() {
        float[] ones = new float[7];
        Arrays.fill(ones, 1f);
        for (long key = 0; key < 20; key++) {
            float[] dropped = new float[7];
            float[] replaced = new float[7];
            Elementwise.kernels().dropout(7, ones, 0, key, 0.5f, dropped, 0);
            Elementwise.kernels().replace(7, ones, 0, key, 0.5f, 2f, 0f, 0f, replaced, 0);
            assertThat(replaced).isEqualTo(dropped);
        }
    }

    /** 400,000 elements: the mean is good to 0.005, the mean of squares to 0.01, three of their deviations or more. */
    @Test
    void alphaDropoutKeepsMeanAndVariance() {
        Tensor x = Tensor.zeros(Shape.of(100, 4000));
        RandomStream normal = RandomStream.of(5, "normal");
        for (int i = 0; i < x.size(); i++) {
            x.array()[x.offset() + i] = (float) normal.gaussian(i);
        }
        for (float rate : new float[] {0.05f, 0.3f, 0.7f}) {
            float[] y = run((tape, v) -> AlphaDropout.alphaDropout(tape, v, rate, "drop"), Position.START, x);
            double q = 1 - rate;
            double a = 1 / Math.sqrt(q + LIMIT * LIMIT * q * (1 - q));
            double replaced = a * LIMIT - a * (1 - q) * LIMIT;
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (float v : y) {
                sum += v;
                squares += (double) v * v;
                count += Math.abs(v - replaced) < 1e-6 ? 1 : 0;
            }
            assertThat(sum / y.length).isCloseTo(0, within(0.005));
            assertThat(squares / y.length).isCloseTo(1, within(0.01));
            assertThat((double) count / y.length).isCloseTo(rate, within(0.003));
        }
    }

    @Test
    void spatialDropoutDropsWholeChannelsOfAnExample() {
        float rate = 0.4f;
        int[] dims = {50, 3, 5, 70};
        float[] y =
                run((tape, x) -> SpatialDropout2d.spatialDropout2d(tape, x, rate, "drop"), Position.START, ones(dims));
        int dropped = 0;
        for (int example = 0; example < 50; example++) {
            for (int channel = 0; channel < 70; channel++) {
                float first = y[example * 15 * 70 + channel];
                assertThat(first).isIn(0f, 1f / (1f - rate));
                for (int pixel = 0; pixel < 15; pixel++) {
                    assertThat(y[(example * 15 + pixel) * 70 + channel]).isEqualTo(first);
                }
                dropped += first == 0 ? 1 : 0;
            }
        }
        assertThat(dropped / 3500.0).isCloseTo(rate, within(0.03));
        assertThat(Arrays.copyOfRange(y, 0, 70)).isNotEqualTo(Arrays.copyOfRange(y, 15 * 70, 16 * 70));
    }

    @Test
    void theMaskBelongsToTheExampleAndNotToTheShard() {
        for (Op op : new Op[] {
            (tape, x) -> AlphaDropout.alphaDropout(tape, x, 0.3f, "drop"),
            (tape, x) -> SpatialDropout2d.spatialDropout2d(tape, x, 0.3f, "drop")
        }) {
            Tensor x = new Inputs(3).uniform(6, 4, 3, 5);
            Position whole = Position.START.at(11, 7);
            float[] all = run(op, whole, x);
            float[] last = run(op, whole.shard(4, 6), x.rows(4, 6));
            assertThat(last).isEqualTo(Arrays.copyOfRange(all, 4 * 60, 6 * 60));
            assertThat(run(op, whole.at(11, 8), x)).isNotEqualTo(all);
            assertThat(run(op, whole.at(12, 7), x)).isNotEqualTo(all);
        }
    }

    @Test
    void inferenceChangesNothing() {
        Tensor x = new Inputs(3).uniform(2, 2, 2, 3);
        try (Tape tape = Tape.inference()) {
            assertThat(AlphaDropout.alphaDropout(tape, x, 0.3f, "drop")).isSameAs(x);
            assertThat(SpatialDropout2d.spatialDropout2d(tape, x, 0.3f, "drop")).isSameAs(x);
        }
        try (Tape tape = Tape.record(Position.START)) {
            assertThat(AlphaDropout.alphaDropout(tape, x, 0f, "drop")).isSameAs(x);
            assertThat(SpatialDropout2d.spatialDropout2d(tape, x, 0f, "drop")).isSameAs(x);
        }
    }

    @Test
    void badInput() {
        Tensor x = Tensor.zeros(Shape.of(2, 3));
        try (Tape tape = Tape.record(Position.START)) {
            tape.enter("drop1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AlphaDropout.alphaDropout(tape, x, 1f, "drop"))
                    .withMessageStartingWith(
                            "alpha_dropout 'drop1': rate 1.0, expected 0 (inclusive) to 1 (exclusive)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SpatialDropout2d.spatialDropout2d(tape, x, Float.NaN, "drop"))
                    .withMessageStartingWith("spatial_dropout2d 'drop1': rate NaN, expected 0 (inclusive)");
            assertThatThrownBy(() -> AlphaDropout.alphaDropout(tape, Tensor.scalar(1), 0.5f, "drop"))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("alpha_dropout 'drop1': input [] has rank 0, expected [batch, ...]");
            assertThatThrownBy(() -> SpatialDropout2d.spatialDropout2d(tape, x, 0.5f, "drop"))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageStartingWith("spatial_dropout2d 'drop1': input [2, 3] has rank 2, expected rank 4");
        }
    }

    private static float[] run(Op op, Position position, Tensor x) {
        try (Tape tape = Tape.record(position)) {
            return op.apply(tape, x).toArray();
        }
    }

    private static Tensor ones(int... dims) {
        Tensor ones = Tensor.zeros(Shape.of(dims));
        Arrays.fill(ones.array(), ones.offset(), ones.offset() + ones.size(), 1f);
        return ones;
    }
}

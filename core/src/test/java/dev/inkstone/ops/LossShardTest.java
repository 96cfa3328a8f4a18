package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every loss of a batch cut into shards: the losses add up, and the gradients are those of the whole, bit for bit. */
class LossShardTest {
    /** A loss of rows {@code from} to {@code to}, whose predictions are {@code x}. */
    private interface Loss {
        Tensor of(Tape tape, Tensor x, int from, int to);
    }

    @Property
    void shardsAddUpToTheWhole(
            @ForAll @IntRange(min = 2, max = 30) int rows,
            @ForAll @IntRange(min = 1, max = 12) int columns,
            @ForAll @IntRange(min = 2, max = 7) int shards,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor x = inputs.uniform(rows, columns);
        losses(inputs, rows, columns).forEach((name, loss) -> {
            float[] whole = new float[rows * columns];
            double expected = run(loss, x, 0, rows, rows, whole);
            float[] pieces = new float[rows * columns];
            double sum = 0;
            for (int i = 0; i < shards; i++) {
                int from = rows * i / shards;
                int to = rows * (i + 1) / shards;
                sum += from == to ? 0 : run(loss, x, from, to, rows, pieces);
            }
            assertThat(sum).as(name).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
            assertThat(bits(pieces)).as(name).isEqualTo(bits(whole));
        });
    }

    /** Weights of 1 change no bit. */
    @Property
    void weightsOfOneAreAsNone(
            @ForAll @IntRange(min = 1, max = 30) int rows,
            @ForAll @IntRange(min = 2, max = 12) int columns,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor x = inputs.uniform(rows, columns);
        int[] labels = inputs.ints(rows, columns);
        Tensor ones = Tensor.zeros(Shape.of(rows));
        Arrays.fill(ones.array(), 1f);
        var options = SoftmaxCrossEntropy.Options.DEFAULT;
        same(
                x,
                (tape, v, from, to) -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, v, IntTensor.of(labels)),
                (tape, v, from, to) -> SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape, v, IntTensor.of(labels), options.exampleWeights(ones)));
        Tensor t = inputs.uniform(rows, columns);
        same(
                x,
                (tape, v, from, to) -> MeanSquaredError.meanSquaredError(tape, v, t),
                (tape, v, from, to) -> MeanSquaredError.meanSquaredError(tape, v, t, ones));
    }

    private static Map<String, Loss> losses(Inputs inputs, int rows, int columns) {
        IntTensor labels = IntTensor.of(inputs.ints(rows, columns));
        Tensor weights = inputs.positive(rows);
        Tensor values = inputs.uniform(rows, columns);
        Map<String, Loss> losses = new LinkedHashMap<>();
        if (columns > 1) { // losses of classes refuse a single one
            classes(losses, labels, weights, distributions(inputs, rows, columns), inputs.positive(columns));
        }
        losses.put(
                "batch mean", (tape, x, a, b) -> BatchMean.batchMean(tape, Mean.mean(tape, x, 1), weights.rows(a, b)));
        losses.put(
                "mse",
                (tape, x, a, b) -> MeanSquaredError.meanSquaredError(tape, x, values.rows(a, b), weights.rows(a, b)));
        losses.put(
                "mae",
                (tape, x, a, b) -> MeanAbsoluteError.meanAbsoluteError(tape, x, values.rows(a, b), weights.rows(a, b)));
        losses.put("huber", (tape, x, a, b) -> Huber.huber(tape, x, values.rows(a, b), 0.7f, weights.rows(a, b)));
        Tensor signs = Tensor.zeros(values.shape());
        Tensor fractions = Tensor.zeros(values.shape());
        for (int i = 0; i < values.size(); i++) {
            float v = values.array()[values.offset() + i];
            signs.array()[i] = v < 0 ? -1f : 1f;
            fractions.array()[i] = Math.abs(v);
        }
        losses.put("hinge", (tape, x, a, b) -> Hinge.hinge(tape, x, signs.rows(a, b), weights.rows(a, b)));
        losses.put(
                "squared hinge", (tape, x, a, b) -> Hinge.squaredHinge(tape, x, signs.rows(a, b), weights.rows(a, b)));
        losses.put(
                "binary",
                (tape, x, a, b) -> BinaryCrossEntropyWithLogits.binaryCrossEntropyWithLogits(
                        tape, x, fractions.rows(a, b), 1.7f, weights.rows(a, b)));
        return losses;
    }

    private static void classes(
            Map<String, Loss> losses, IntTensor labels, Tensor weights, Tensor soft, Tensor classWeights) {
        var none = SoftmaxCrossEntropy.Options.DEFAULT;
        losses.put("plain", (tape, x, a, b) -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, x, labels.rows(a, b)));
        losses.put(
                "weighted",
                (tape, x, a, b) -> SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape, x, labels.rows(a, b), none.exampleWeights(weights.rows(a, b))));
        losses.put(
                "smoothed",
                (tape, x, a, b) -> SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape,
                        x,
                        labels.rows(a, b),
                        new SoftmaxCrossEntropy.Options(0.1f, classWeights, weights.rows(a, b))));
        losses.put(
                "soft",
                (tape, x, a, b) -> SoftmaxCrossEntropy.softmaxCrossEntropy(
                        tape, x, soft.rows(a, b), none.exampleWeights(weights.rows(a, b))));
        losses.put("kl", (tape, x, a, b) -> KlDivergence.klDivergence(tape, x, soft.rows(a, b), weights.rows(a, b)));
        losses.put(
                "multiclass hinge",
                (tape, x, a, b) -> MulticlassHinge.multiclassHinge(tape, x, labels.rows(a, b), 1f, weights.rows(a, b)));
    }

    private static Tensor distributions(Inputs inputs, int rows, int columns) {
        Tensor x = inputs.positive(rows, columns);
        for (int row = x.offset(); row < x.offset() + rows * columns; row += columns) {
            double sum = 0;
            for (int i = row; i < row + columns; i++) {
                sum += x.array()[i];
            }
            for (int i = row; i < row + columns; i++) {
                x.array()[i] /= (float) sum;
            }
        }
        return x;
    }

    private static void same(Tensor x, Loss a, Loss b) {
        int rows = x.shape().dim(0);
        float[] first = new float[x.size()];
        float[] second = new float[x.size()];
        assertThat(run(a, x, 0, rows, rows, first)).isEqualTo(run(b, x, 0, rows, rows, second));
        assertThat(bits(first)).isEqualTo(bits(second));
    }

    /** The loss of some rows; their gradient goes to its place in {@code gradients}. */
    private static double run(Loss loss, Tensor all, int from, int to, int global, float[] gradients) {
        try (Tape tape = Tape.record(Position.START.shard(from, global))) {
            Tensor x = tape.watch(all.rows(from, to));
            Tensor value = loss.of(tape, x, from, to);
            float[] slopes = tape.gradients(value).of(x).toArray();
            System.arraycopy(slopes, 0, gradients, from * all.shape().dim(1), slopes.length);
            return value.item();
        }
    }

    private static int[] bits(float[] x) {
        int[] bits = new int[x.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(x[i]));
        return bits;
    }
}

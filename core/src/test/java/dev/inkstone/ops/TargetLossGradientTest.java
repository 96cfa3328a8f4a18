package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleLosses;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Losses of rows of logits. Logits are small and targets have one class with nearly all, so that targets and
 * probabilities stay apart: where they meet, the gradient is the rounding of their difference.
 */
@AddLifecycleHook(GradientTotals.class)
class TargetLossGradientTest {
    @Property
    void labelsWithSmoothingAndWeights(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll @IntRange(min = 0, max = 3) int settings,
            @ForAll boolean shard,
            @ForAll long seed) {
        Data data = new Data(rows, classes, shard, seed);
        double e = settings % 2 == 0 ? 0 : 0.1;
        Tensor classWeights = settings < 2 ? null : data.classWeights;
        var options = new SoftmaxCrossEntropy.Options((float) e, classWeights, data.weights);
        double[] ones = new double[classes];
        Arrays.fill(ones, 1);
        double[] byClass = classWeights == null ? ones : Checked.doubles(classWeights)[0];
        double[] targets = DoubleLosses.smoothed(classes, (float) e, DoubleLosses.oneHot(classes, data.labels));
        data.check(
                (tape, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, v[0], IntTensor.of(data.labels), options),
                v -> DoubleLosses.crossEntropy(v[0], targets, byClass, data.doubleWeights(), data.global));
    }

    @Property
    void softLabelsWithSmoothingAndWeights(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll boolean smoothing,
            @ForAll boolean shard,
            @ForAll long seed) {
        Data data = new Data(rows, classes, shard, seed);
        float e = smoothing ? 0.1f : 0f;
        var options = new SoftmaxCrossEntropy.Options(e, data.classWeights, data.weights);
        double[] byClass = Checked.doubles(data.classWeights)[0];
        double[] targets = DoubleLosses.smoothed(classes, e, Checked.doubles(data.targets)[0]);
        data.check(
                (tape, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, v[0], data.targets, options),
                v -> DoubleLosses.crossEntropy(v[0], targets, byClass, data.doubleWeights(), data.global));
    }

    @Property
    void klDivergence(
            @ForAll @IntRange(min = 1, max = 17) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll boolean shard,
            @ForAll long seed) {
        Data data = new Data(rows, classes, shard, seed);
        double[] targets = Checked.doubles(data.targets)[0];
        data.check(
                (tape, v) -> KlDivergence.klDivergence(tape, v[0], data.targets, data.weights),
                v -> DoubleLosses.divergence(classes, v[0], targets, data.doubleWeights(), data.global));
    }

    /** Scores are multiples of 0.01 and the margin is not, so no term is at its corner. */
    @Property
    void multiclassHinge(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll boolean shard,
            @ForAll long seed) {
        Data data = new Data(rows, classes, shard, seed);
        float margin = 0.505f;
        Checked.gradients(
                data.against(
                        (tape, v) -> MulticlassHinge.multiclassHinge(
                                tape, v[0], IntTensor.of(data.labels), margin, data.weights),
                        v -> DoubleLosses.multiclassHinge(
                                classes, margin, v[0], data.labels, data.doubleWeights(), data.global)),
                new Inputs(seed).spaced(rows, classes));
    }

    /** A reference with one result. */
    private interface Scalar {
        double apply(double[][] inputs);
    }

    /** A batch, perhaps a shard of a larger one. */
    private static final class Data {
        final int[] labels;
        final Tensor logits;
        final Tensor targets;
        final Tensor classWeights;
        final Tensor weights;
        final int global;
        private final int rows;
        private final long seed;

        Data(int rows, int classes, boolean shard, long seed) {
            Inputs inputs = new Inputs(seed);
            this.rows = rows;
            this.seed = seed;
            global = shard ? 2 * rows + 1 : rows;
            labels = inputs.ints(rows, classes);
            logits = filled(inputs, -0.5, 0.5, rows, classes);
            classWeights = filled(inputs, 0.8, 1.25, classes);
            weights = filled(inputs, 0.5, 2, rows);
            targets = Tensor.zeros(Shape.of(rows, classes));
            for (int i = 0; i < rows * classes; i++) {
                targets.array()[i] = i % classes == labels[i / classes] ? 0.95f : 0.05f / (classes - 1);
            }
        }

        double[] doubleWeights() {
            return Checked.doubles(weights)[0];
        }

        GradientCheck against(GradientCheck.Op op, Scalar reference) {
            return GradientCheck.of(op)
                    .at(global == rows ? Position.START : Position.START.shard(rows, global))
                    .against(v -> new double[] {reference.apply(v)})
                    .seed(seed)
                    .limit(16);
        }

        void check(GradientCheck.Op op, Scalar reference) {
            Checked.gradients(against(op, reference), logits);
        }

        private static Tensor filled(Inputs inputs, double low, double high, int... dims) {
            Tensor x = inputs.uniform(dims);
            for (int i = 0; i < x.size(); i++) {
                x.array()[x.offset() + i] = (float) inputs.between(low, high);
            }
            return x;
        }
    }
}

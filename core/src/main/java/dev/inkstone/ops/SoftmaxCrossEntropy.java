package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.SoftmaxRows;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean over the batch of {@code log Σ exp(logits) − logits[label]}, computed without overflow; with target
 * probabilities t the mean of {@code Σ t·(log Σ exp(logits) − logits)}. Takes logits, not probabilities: the softmax is
 * part of it.
 *
 * <p># Shapes: logits {@code [batch, classes]}, labels {@code [batch]} in 0 … classes − 1 or probabilities {@code
 * [batch, classes]}, result a scalar.
 */
public final class SoftmaxCrossEntropy {
    private static final String OP = "softmax_cross_entropy";

    private SoftmaxCrossEntropy() {}

    /**
     * How targets are smoothed and weighted. Weights are constants: no gradient flows into them.
     *
     * @param labelSmoothing e in {@code target·(1 − e) + e / classes} (Szegedy et al., 2016); 0 for none
     * @param classWeights {@code [classes]}, by which each class's term {@code −t·log(p)} is multiplied, after
     *     smoothing, as in PyTorch; null for none. With class indices and without smoothing that is a weight for each
     *     example, as Keras' {@code class_weight}
     * @param exampleWeights {@code [batch]}, by which each example's loss is multiplied; null for none. The sum is
     *     divided by the number of examples all the same, as Keras does, so that shards and accumulated batches add up;
     *     PyTorch's mean over class indices divides by the sum of their class weights
     */
    public record Options(
            float labelSmoothing,
            @Nullable Tensor classWeights,
            @Nullable Tensor exampleWeights) {
        /** No smoothing, no weights. */
        public static final Options DEFAULT = new Options(0f, null, null);

        /** @throws IllegalArgumentException if the smoothing is not in 0 … 1 */
        public Options {
            checkSmoothing(OP, labelSmoothing);
        }

        /** The same with this smoothing. */
        public Options labelSmoothing(float labelSmoothing) {
            return new Options(labelSmoothing, classWeights, exampleWeights);
        }

        /** The same with these class weights. */
        public Options classWeights(@Nullable Tensor classWeights) {
            return new Options(labelSmoothing, classWeights, exampleWeights);
        }

        /** The same with these example weights. */
        public Options exampleWeights(@Nullable Tensor exampleWeights) {
            return new Options(labelSmoothing, classWeights, exampleWeights);
        }
    }

    /** @throws IllegalArgumentException if {@code smoothing} is not in 0 … 1 */
    public static void checkSmoothing(String label, float smoothing) {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException(
                    label + ": label smoothing " + smoothing + ", expected 0 to 1; 0.1 is a common value");
        }
    }

    /**
     * The loss; in a shard of a step its sum is divided by the size of the global batch, so that shards add up.
     *
     * @throws ShapeException if the shapes do not fit, or there is only one class, whose loss would always be 0
     * @throws IllegalArgumentException if a label is out of range, or the logits are the output of a softmax or a sigmoid, reshaped
     *     or not
     */
    public static Tensor softmaxCrossEntropy(Tape tape, Tensor logits, IntTensor labels) {
        return softmaxCrossEntropy(tape, logits, labels, Options.DEFAULT);
    }

    /**
     * The same with smoothing and weights.
     *
     * @throws ShapeException if the shapes do not fit, or there is only one class, whose loss would always be 0
     * @throws IllegalArgumentException if a label or a weight is out of range, a gradient of the weights is wanted, or
     *     the logits are the output of a softmax or a sigmoid
     */
    public static Tensor softmaxCrossEntropy(Tape tape, Tensor logits, IntTensor labels, Options options) {
        String label = tape.label(OP);
        BatchLoss.requireLogits(tape, label, logits);
        BatchLoss.requireLabels(label, logits, labels);
        requireWeights(tape, label, logits, options);
        if (options.labelSmoothing == 0 && options.classWeights == null) {
            return plain(tape, logits, labels, options.exampleWeights);
        }
        Tensor targets = tape.allocate(logits.shape());
        Kernels.active()
                .targetRows()
                .smooth(
                        logits.shape().dim(0),
                        logits.shape().dim(1),
                        labels.array(),
                        labels.offset(),
                        options.labelSmoothing,
                        targets.array(),
                        targets.offset());
        Tensor weighted = weighted(tape, targets, options.classWeights);
        return TargetLoss.of(tape, OP, false, logits, weighted, options.exampleWeights);
    }

    /**
     * The same with target probabilities {@code [batch, classes]}, which are constants.
     *
     * @throws ShapeException if the shapes do not fit, or there is only one class, whose loss would always be 0
     * @throws IllegalArgumentException if a row of targets is no distribution (its sum may be off by 1e-4), a weight is
     *     out of range, a gradient of targets or weights is wanted, or the logits are the output of a softmax or a sigmoid
     */
    public static Tensor softmaxCrossEntropy(Tape tape, Tensor logits, Tensor probabilities, Options options) {
        String label = tape.label(OP);
        BatchLoss.requireLogits(tape, label, logits);
        BatchLoss.requireDistributions(tape, label, logits, probabilities);
        requireWeights(tape, label, logits, options);
        Tensor targets = smoothed(tape, probabilities, options.labelSmoothing);
        Tensor weighted = weighted(tape, targets, options.classWeights);
        return TargetLoss.of(tape, OP, false, logits, weighted, options.exampleWeights);
    }

    private static Tensor plain(Tape tape, Tensor logits, IntTensor labels, @Nullable Tensor weights) {
        int rows = logits.shape().dim(0);
        int classes = logits.shape().dim(1);
        float scale = BatchLoss.scale(tape, rows, 1);
        Tensor losses = tape.allocate(Shape.of(rows));
        Tensor probabilities = tape.allocate(logits.shape());
        kernels()
                .crossEntropy(
                        rows,
                        classes,
                        logits.array(),
                        logits.offset(),
                        labels.array(),
                        labels.offset(),
                        losses.array(),
                        losses.offset(),
                        probabilities.array(),
                        probabilities.offset());
        return tape.record(
                OP,
                BatchLoss.mean(tape, scale, losses, weights),
                (gradient, pass) -> pass.into(logits, target -> {
                    kernels()
                            .crossEntropyGradient(
                                    rows,
                                    classes,
                                    probabilities.array(),
                                    probabilities.offset(),
                                    labels.array(),
                                    labels.offset(),
                                    scale * gradient.item(),
                                    target.array(),
                                    target.offset());
                    BatchLoss.weigh(weights, target);
                }),
                logits);
    }

    private static Tensor smoothed(Tape tape, Tensor targets, float smoothing) {
        if (smoothing == 0) {
            return targets;
        }
        int n = targets.size();
        float rest = smoothing / targets.shape().dim(1);
        Tensor q = tape.allocate(targets.shape());
        var pointwise = Elementwise.kernels();
        pointwise.binaryScalar(
                Binary.MULTIPLY, n, targets.array(), targets.offset(), 1f - smoothing, q.array(), q.offset());
        pointwise.binaryScalar(Binary.ADD, n, q.array(), q.offset(), rest, q.array(), q.offset());
        return q;
    }

    private static Tensor weighted(Tape tape, Tensor targets, @Nullable Tensor weights) {
        if (weights == null) {
            return targets;
        }
        Tensor q = tape.allocate(targets.shape());
        Elementwise.kernels()
                .broadcast(
                        Binary.MULTIPLY,
                        targets.shape().dims(),
                        targets.array(),
                        targets.offset(),
                        new int[] {weights.size(), 1},
                        weights.array(),
                        weights.offset(),
                        new int[] {0, 1},
                        q.array(),
                        q.offset());
        return q;
    }

    private static void requireWeights(Tape tape, String label, Tensor logits, Options options) {
        if (options.classWeights != null) {
            BatchLoss.requireWeights(
                    tape, label, "class", options.classWeights, logits.shape().dim(1));
        }
        BatchLoss.requireWeights(
                tape, label, options.exampleWeights, logits.shape().dim(0));
    }

    private static SoftmaxRows kernels() {
        return Kernels.active().softmax();
    }
}

package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.LossTerm;
import dev.inkstone.kernels.LossTerms;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Losses that are the mean over all elements of a function of a prediction and its target. */
final class ElementLoss {
    private ElementLoss() {}

    /** Which targets a loss takes. */
    enum Targets {
        /** Any finite number. */
        NUMBERS("a finite number; repair the data, or put a 0 there and give the example the weight 0") {
            @Override
            boolean contains(float t) {
                return Float.isFinite(t);
            }
        },
        /** A probability. */
        FRACTIONS("0 to 1, the probability of the positive class") {
            @Override
            boolean contains(float t) {
                return t >= 0 && t <= 1;
            }
        },
        /** A sign. */
        SIGNS("-1 or 1; give labels 0 and 1 as integers") {
            @Override
            boolean contains(float t) {
                return t == 1 || t == -1;
            }
        };

        private final String expected;

        Targets(String expected) {
            this.expected = expected;
        }

        abstract boolean contains(float t);

        private void require(String label, Tensor prediction, Tensor target) {
            float[] array = target.array();
            for (int i = 0; i < target.size(); i++) {
                float t = array[target.offset() + i];
                if (!contains(t)) {
                    int example = i / (target.size() / prediction.shape().dim(0));
                    throw new IllegalArgumentException(
                            label + ": target " + t + " of example " + example + ", expected " + expected);
                }
            }
        }
    }

    /** The loss with parameter {@code p} after all checks; weights {@code [batch]} or null. */
    static Tensor of(
            Tape tape,
            String op,
            LossTerm f,
            float p,
            Targets targets,
            Tensor prediction,
            Tensor target,
            @Nullable Tensor weights) {
        String label = tape.label(op);
        requireBatch(label, prediction);
        if (!fits(prediction.shape(), target.shape())) {
            throw new ShapeException(label + ": target " + target.shape() + ", expected " + prediction.shape()
                    + ", the shape of the prediction; nothing is broadcast");
        }
        BatchLoss.requireConstant(tape, label, "targets", target);
        targets.require(label, prediction, target);
        BatchLoss.requireWeights(tape, label, weights, prediction.shape().dim(0));
        return apply(tape, op, f, p, prediction, target, weights);
    }

    /** Labels 0 and 1 as targets {@code zero} and 1 of the prediction's shape {@code [batch]} or {@code [batch, 1]}. */
    static Tensor ofLabels(Tape tape, String op, Tensor prediction, IntTensor labels, float zero) {
        String label = tape.label(op);
        requireBatch(label, prediction);
        Shape expected = Shape.of(prediction.shape().dim(0));
        if (!labels.shape().equals(expected) || prediction.size() != labels.size()) {
            throw new ShapeException(label + ": labels " + labels.shape() + " for a prediction " + prediction.shape()
                    + ", expected one label and one prediction for each example; end the model with dense(1), or give"
                    + " targets of the prediction's shape");
        }
        Tensor target = tape.allocate(prediction.shape());
        for (int i = 0; i < labels.size(); i++) {
            int value = labels.get(i);
            if (value != 0 && value != 1) {
                throw new IllegalArgumentException(label + ": label " + value + " of example " + i
                        + ", expected 0 or 1; for more classes take softmaxCrossEntropy or multiclassHinge, and give signs -1"
                        + " and 1 as values");
            }
            target.array()[target.offset() + i] = value == 0 ? zero : 1f;
        }
        return target;
    }

    private static Tensor apply(
            Tape tape, String op, LossTerm f, float p, Tensor prediction, Tensor target, @Nullable Tensor weights) {
        int n = prediction.size();
        int rows = prediction.shape().dim(0);
        float scale = BatchLoss.scale(tape, rows, n / rows);
        Tensor terms = tape.allocate(prediction.shape());
        kernels()
                .terms(
                        f,
                        p,
                        n,
                        prediction.array(),
                        prediction.offset(),
                        target.array(),
                        target.offset(),
                        terms.array(),
                        terms.offset());
        Tensor loss = BatchLoss.mean(tape, scale, rowSums(tape, rows, terms), weights);
        return tape.record(
                op,
                loss,
                (gradient, pass) -> pass.into(prediction, slopes -> {
                    kernels()
                            .slopes(
                                    f,
                                    p,
                                    scale * gradient.item(),
                                    n,
                                    prediction.array(),
                                    prediction.offset(),
                                    target.array(),
                                    target.offset(),
                                    slopes.array(),
                                    slopes.offset());
                    BatchLoss.weigh(weights, slopes);
                }),
                prediction);
    }

    private static Tensor rowSums(Tape tape, int rows, Tensor terms) {
        if (rows == terms.size()) {
            return terms;
        }
        Tensor sums = tape.allocate(Shape.of(rows));
        Kernels.active()
                .reduction()
                .sumAxis(rows, terms.size() / rows, 1, terms.array(), terms.offset(), sums.array(), sums.offset());
        return sums;
    }

    private static void requireBatch(String label, Tensor prediction) {
        if (prediction.shape().rank() == 0 || prediction.size() == 0) {
            throw new ShapeException(label + ": prediction " + prediction.shape()
                    + ", expected [batch, …] with at least one example and one value");
        }
    }

    /** Equal, but for a last axis of 1 that one of them lacks. */
    private static boolean fits(Shape prediction, Shape target) {
        return prediction.equals(target)
                || prediction.rank() == target.rank() + 1 && prediction.equals(column(target))
                || target.rank() == prediction.rank() + 1 && target.equals(column(prediction));
    }

    private static Shape column(Shape shape) {
        int[] dims = Arrays.copyOf(shape.dims(), shape.rank() + 1);
        dims[shape.rank()] = 1;
        return Shape.of(dims);
    }

    private static LossTerms kernels() {
        return Kernels.active().lossTerms();
    }
}

package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.function.IntToDoubleFunction;

/** A score that each example has by itself. */
@FunctionalInterface
interface Scorer {
    /** The score of each example of a batch, by its index. */
    IntToDoubleFunction scores(String metric, Tensor prediction, Targets targets);

    /** 1 where the choice is right. */
    static IntToDoubleFunction right(String metric, Tensor logits, Targets targets) {
        Decisions decisions = Decisions.of(metric, logits, targets);
        return i -> decisions.chosen(i) == decisions.actual(i) ? 1 : 0;
    }

    /** 1 where fewer than {@code k} classes have larger logits than the right one. */
    static Scorer amongLargest(int k) {
        return (metric, logits, targets) -> {
            Decisions decisions = Decisions.of(metric, logits, targets);
            if (decisions.columns() < Math.max(k, 2)) {
                throw new ShapeException(metric + ": prediction " + logits.shape() + ", expected [" + decisions.size()
                        + ", classes] with " + Math.max(k, 2) + " classes or more; use a smaller k, or accuracy()");
            }
            return i -> largerThanRight(decisions, i) < k ? 1 : 0;
        };
    }

    /** How many logits are larger than that of the right class; all if that is NaN. */
    private static int largerThanRight(Decisions decisions, int example) {
        float right = decisions.logit(example, decisions.actual(example));
        if (Float.isNaN(right)) {
            return decisions.columns();
        }
        int larger = 0;
        for (int i = 0; i < decisions.columns(); i++) {
            larger += decisions.logit(example, i) > right ? 1 : 0;
        }
        return larger;
    }

    /** Minus the logarithm of the probability of the right class. */
    static IntToDoubleFunction logLoss(String metric, Tensor logits, Targets targets) {
        Decisions decisions = Decisions.of(metric, logits, targets);
        return i -> decisions.columns() == 1 ? binaryLogLoss(decisions, i) : logLoss(decisions, i);
    }

    private static double logLoss(Decisions decisions, int example) {
        double largest = largest(decisions, example);
        double logSum = logSum(decisions, example, largest);
        double loss = 0;
        for (int i = 0; i < decisions.columns(); i++) {
            double share = decisions.share(example, i);
            if (share != 0) {
                loss += share * (logSum - (decisions.logit(example, i) - largest));
            }
        }
        return loss;
    }

    private static double binaryLogLoss(Decisions decisions, int example) {
        double logit = decisions.logit(example, 0);
        double one = decisions.share(example, 1);
        double loss = StrictMath.log1p(StrictMath.exp(-Math.abs(logit)));
        if (one != 0) {
            loss += one * Math.max(-logit, 0);
        }
        return one == 1 ? loss : loss + (1 - one) * Math.max(logit, 0);
    }

    /** The largest logit of an example; NaN if one is. */
    static double largest(Decisions decisions, int example) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < decisions.columns(); i++) {
            largest = Math.max(largest, decisions.logit(example, i));
        }
        return largest;
    }

    /**
     * The logarithm of the sum of the exponentials of the logits less the largest: {@code (logit - largest) - logSum} is the logarithm
     * of the softmax. NaN if the largest is NaN or infinite.
     */
    static double logSum(Decisions decisions, int example, double largest) {
        double sum = 0;
        for (int i = 0; i < decisions.columns(); i++) {
            sum += StrictMath.exp(decisions.logit(example, i) - largest);
        }
        return StrictMath.log(sum);
    }
}

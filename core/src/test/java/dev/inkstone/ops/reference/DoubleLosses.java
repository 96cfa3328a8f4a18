package dev.inkstone.ops.reference;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Losses in double precision, straight from their definitions; each sum is divided by what the caller says. */
public final class DoubleLosses {
    private DoubleLosses() {}

    /** {@code −Σ weight · classWeight · target · log softmax}. */
    public static double crossEntropy(
            double[] logits, double[] targets, double[] classWeights, double[] weights, double divisor) {
        int classes = classWeights.length;
        double[] p = DoubleMath.softmax(classes, logits);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum -= weights[i / classes] * classWeights[i % classes] * targets[i] * Math.log(p[i]);
        }
        return sum / divisor;
    }

    /** {@code Σ weight · target · log(target / softmax)}. */
    public static double divergence(int classes, double[] logits, double[] targets, double[] weights, double divisor) {
        double[] p = DoubleMath.softmax(classes, logits);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += targets[i] == 0 ? 0 : weights[i / classes] * targets[i] * Math.log(targets[i] / p[i]);
        }
        return sum / divisor;
    }

    /** One-hot rows. */
    public static double[] oneHot(int classes, int[] labels) {
        double[] rows = new double[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            rows[i * classes + labels[i]] = 1;
        }
        return rows;
    }

    /** {@code target·(1 − e) + e / classes}. */
    public static double[] smoothed(int classes, double e, double[] targets) {
        return Arrays.stream(targets).map(t -> t * (1 - e) + e / classes).toArray();
    }

    /** {@code Σ weight · term(y, t)} over elements, divided by the elements of {@code examples} examples. */
    public static double mean(DoubleBinaryOperator term, double[] y, double[] t, double[] weights, double examples) {
        int each = y.length / weights.length;
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += weights[i / each] * term.applyAsDouble(y[i], t[i]);
        }
        return sum / (examples * each);
    }

    /** {@code d²/2} near 0, else linear. */
    public static double huber(double delta, double y, double t) {
        double d = Math.abs(y - t);
        return d <= delta ? d * d / 2 : delta * (d - delta / 2);
    }

    /** From probabilities, so only for logits that are not large. */
    public static double binaryCrossEntropy(double positiveWeight, double logit, double t) {
        double s = 1 / (1 + Math.exp(-logit));
        return -positiveWeight * t * Math.log(s) - (1 - t) * Math.log(1 - s);
    }

    /** {@code Σ weight · Σ max(0, margin − x[label] + x[j]) / classes}. */
    public static double multiclassHinge(
            int classes, double margin, double[] x, int[] labels, double[] weights, double divisor) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int row = i / classes;
            if (i % classes != labels[row]) {
                sum += weights[row] * Math.max(0, margin - x[row * classes + labels[row]] + x[i]) / classes;
            }
        }
        return sum / divisor;
    }
}

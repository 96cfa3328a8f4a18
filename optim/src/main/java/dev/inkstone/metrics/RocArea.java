package dev.inkstone.metrics;

import java.util.Arrays;

/**
 * The area under the ROC curve by the trapezoid rule: the probability that a positive example has a higher score than a negative
 * one, ties counting one half (Mann and Whitney).
 */
final class RocArea {
    private RocArea() {}

    /**
     * The area; NaN if a score is NaN, or there are no positive or no negative examples.
     *
     * @param scores of the examples, without -0
     * @param positive the weight of each example as a positive one, 0 if it is negative
     * @param negative the weight of each example as a negative one, 0 if it is positive
     */
    static double of(double[] scores, double[] positive, double[] negative) {
        double[] levels = Arrays.stream(scores).sorted().distinct().toArray();
        if (levels.length > 0 && Double.isNaN(levels[levels.length - 1])) { // NaN is sorted last
            return Double.NaN;
        }
        double[] positiveAt = new double[levels.length];
        double[] negativeAt = new double[levels.length];
        for (int i = 0; i < scores.length; i++) {
            int level = Arrays.binarySearch(levels, scores[i]);
            positiveAt[level] += positive[i];
            negativeAt[level] += negative[i];
        }
        return area(positiveAt, negativeAt);
    }

    private static double area(double[] positiveAt, double[] negativeAt) {
        double won = 0;
        double positives = 0;
        double negativesBelow = 0;
        for (int i = 0; i < positiveAt.length; i++) {
            won += positiveAt[i] * (negativesBelow + 0.5 * negativeAt[i]);
            positives += positiveAt[i];
            negativesBelow += negativeAt[i];
        }
        return won / (positives * negativesBelow); // 0 / 0 is NaN
    }
}

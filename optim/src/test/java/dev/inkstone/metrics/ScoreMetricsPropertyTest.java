package dev.inkstone.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Ranks, probabilities and numbers against their definitions, however the examples are cut into batches and shards. */
@Tag("once")
class ScoreMetricsPropertyTest {
    @Property(tries = 150, edgeCases = EdgeCasesMode.MIXIN)
    void rocAucIsTheShareOfPairsInOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 4) int columns) {
        Answered answered =
                columns <= 2 ? Answered.logits(seed, examples, columns, 0) : Answered.spread(seed, examples, columns);
        for (boolean weighted : new boolean[] {false, true}) {
            double expected;
            if (columns <= 2) {
                expected = pairs(
                        answered,
                        weighted,
                        1,
                        i -> columns == 1
                                ? answered.predicted(i, 0)
                                : answered.predicted(i, 1) - answered.predicted(i, 0));
            } else {
                double sum = 0;
                int defined = 0;
                for (int label = 0; label < columns; label++) {
                    int c = label;
                    double area = pairs(answered, weighted, c, i -> probability(answered, i, c));
                    sum += Double.isNaN(area) ? 0 : area;
                    defined += Double.isNaN(area) ? 0 : 1;
                }
                expected = sum / defined;
            }
            check(answered, seed, Metrics.rocAuc(), weighted, expected, 1e-12);
        }
    }

    /** Every pair of an example of the class and another one: 1 if in order, one half if they tie. */
    private static double pairs(Answered answered, boolean weighted, int label, IntToDoubleFunction score) {
        double won = 0;
        double all = 0;
        for (int i = 0; i < answered.size(); i++) {
            for (int j = 0; j < answered.size(); j++) {
                if (answered.targets().classes().get(i) == label
                        && answered.targets().classes().get(j) != label) {
                    double weight = answered.weight(i, weighted) * answered.weight(j, weighted);
                    all += weight;
                    int order = Double.compare(score.applyAsDouble(i) + 0.0, score.applyAsDouble(j) + 0.0);
                    won += order > 0 ? weight : order == 0 ? weight / 2 : 0;
                }
            }
        }
        return won / all;
    }

    private static double probability(Answered answered, int example, int label) {
        if (answered.columns() == 1) {
            double one = 1 / (1 + Math.exp(-answered.predicted(example, 0)));
            return label == 1 ? one : 1 - one;
        }
        double sum = 0;
        for (int j = 0; j < answered.columns(); j++) {
            sum += Math.exp(answered.predicted(example, j));
        }
        return Math.exp(answered.predicted(example, label)) / sum;
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void logLossIsTheMeanLogarithmOfTheRightProbability(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 4) int columns) {
        Answered answered = Answered.logits(seed, examples, columns, 0);
        for (boolean weighted : new boolean[] {false, true}) {
            double expected = mean(
                    answered,
                    weighted,
                    i -> -Math.log(probability(
                            answered, i, answered.targets().classes().get(i))));
            check(answered, seed, Metrics.logLoss(), weighted, expected, 1e-12);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void errorsAndDeterminationOfNumbers(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int examples,
            @ForAll @IntRange(min = 1, max = 3) int outputs) {
        Answered answered = Answered.numbers(seed, examples, outputs, 2);
        for (boolean weighted : new boolean[] {false, true}) {
            check(answered, seed, Metrics.mse(), weighted, errors(answered, weighted, d -> d * d, m -> m), 1e-12);
            check(answered, seed, Metrics.rmse(), weighted, errors(answered, weighted, d -> d * d, Math::sqrt), 1e-12);
            check(answered, seed, Metrics.mae(), weighted, errors(answered, weighted, Math::abs, m -> m), 1e-12);
            check(answered, seed, Metrics.r2(), weighted, determination(answered, weighted), 1e-12);
        }
    }

    private static double errors(
            Answered answered, boolean weighted, DoubleUnaryOperator error, DoubleUnaryOperator ofMean) {
        double sum = 0;
        for (int j = 0; j < answered.columns(); j++) {
            int output = j;
            sum += ofMean.applyAsDouble(mean(
                    answered,
                    weighted,
                    i -> error.applyAsDouble((double) answered.predicted(i, output)
                            - answered.targets().values().get(i, output))));
        }
        return sum / answered.columns();
    }

    /** In two passes: the mean first, then the deviations from it. */
    private static double determination(Answered answered, boolean weighted) {
        int counted = 0;
        for (int i = 0; i < answered.size(); i++) {
            counted += answered.weight(i, weighted) > 0 ? 1 : 0;
        }
        if (counted < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (int j = 0; j < answered.columns(); j++) {
            int output = j;
            double mean =
                    mean(answered, weighted, i -> answered.targets().values().get(i, output));
            double spread = mean(
                    answered, weighted, i -> square(answered.targets().values().get(i, output) - mean));
            double residual = mean(
                    answered,
                    weighted,
                    i -> square((double) answered.predicted(i, output)
                            - answered.targets().values().get(i, output)));
            sum += 1 - residual / spread;
        }
        return sum / answered.columns();
    }

    private static double square(double x) {
        return x * x;
    }

    private static double mean(Answered answered, boolean weighted, IntToDoubleFunction score) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < answered.size(); i++) {
            double weight = answered.weight(i, weighted);
            sum += weight == 0 ? 0 : weight * score.applyAsDouble(i);
            weights += weight;
        }
        return sum / weights;
    }

    private static void check(
            Answered answered, long seed, Metric metric, boolean weighted, double expected, double tolerance) {
        Metric used = weighted ? metric.weighted() : metric;
        double whole = answered.whole(used);
        if (Double.isNaN(expected)) {
            assertThat(whole).as(used.name()).isNaN();
            return;
        }
        // r2 is a difference from 1 of a quotient that may be large, where two targets are close
        double scale = Math.max(1, Math.abs(expected));
        assertThat(whole).as(used.name()).isCloseTo(expected, within(tolerance * scale));
        for (double parts : answered.inParts(used, seed)) {
            assertThat(parts).as("%s in parts", used.name()).isCloseTo(whole, within(tolerance * scale));
        }
    }
}

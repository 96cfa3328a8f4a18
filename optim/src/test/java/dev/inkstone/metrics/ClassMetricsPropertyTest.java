package dev.inkstone.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Metrics of decisions against their definitions, word by word, however the examples are cut into batches and shards. */
@Tag("once")
class ClassMetricsPropertyTest {
    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void accuracyTopKPrecisionRecallF1(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 5) int columns) {
        Answered answered = Answered.logits(seed, examples, columns, 6);
        for (boolean weighted : new boolean[] {false, true}) {
            Definition definition = new Definition(answered, weighted);
            check(answered, seed, Metrics.accuracy(), weighted, definition.accuracy());
            for (int k = 1; k <= columns && columns > 1; k++) {
                check(answered, seed, Metrics.topK(k), weighted, definition.topK(k));
            }
            int classes = Math.max(columns, 2);
            for (int label = 0; label < classes; label++) {
                check(answered, seed, Metrics.precision(label), weighted, definition.precision(label));
                check(answered, seed, Metrics.recall(label), weighted, definition.recall(label));
                check(answered, seed, Metrics.f1(label), weighted, definition.f1(label));
            }
            if (classes == 2) {
                check(answered, seed, Metrics.precision(), weighted, definition.precision(1));
                check(answered, seed, Metrics.recall(), weighted, definition.recall(1));
                check(answered, seed, Metrics.f1(), weighted, definition.f1(1));
            }
            check(answered, seed, Metrics.precision(Average.MACRO), weighted, definition.macro(definition::precision));
            check(answered, seed, Metrics.recall(Average.MACRO), weighted, definition.macro(definition::recall));
            check(answered, seed, Metrics.f1(Average.MACRO), weighted, definition.macro(definition::f1));
            check(answered, seed, Metrics.recall(Average.MICRO), weighted, definition.accuracy());
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.MIXIN)
    void microAveragesAreTheAccuracyWhereAllHaveAnswers(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int examples) {
        Answered answered = Answered.logits(seed, examples, 4, 0);
        double accuracy = answered.whole(Metrics.accuracy());
        assertThat(answered.whole(Metrics.precision(Average.MICRO))).isEqualTo(accuracy);
        assertThat(answered.whole(Metrics.recall(Average.MICRO))).isEqualTo(accuracy);
        assertThat(answered.whole(Metrics.f1(Average.MICRO))).isEqualTo(accuracy);
    }

    /** Exactly where examples are counted, to 1e-12 where weights are summed. */
    private static void check(Answered answered, long seed, Metric metric, boolean weighted, double expected) {
        Metric used = weighted ? metric.weighted() : metric;
        double whole = answered.whole(used);
        if (Double.isNaN(expected)) {
            assertThat(whole).as(used.name()).isNaN();
            return;
        }
        assertThat(whole).as(used.name()).isCloseTo(expected, within(1e-12));
        for (double parts : answered.inParts(used, seed)) {
            assertThat(parts).as("%s in parts", used.name()).isCloseTo(whole, within(weighted ? 1e-12 : 0));
        }
    }

    /** The definitions, example by example. */
    private record Definition(Answered answered, boolean weighted) {
        /** Weight of the examples of which {@code which} is true. */
        private double weight(IntPredicate which) {
            double sum = 0;
            for (int i = 0; i < answered.size(); i++) {
                sum += which.test(i) ? answered.weight(i, weighted) : 0;
            }
            return sum;
        }

        private double share(IntPredicate part, IntPredicate whole) {
            double all = weight(whole);
            return all == 0 ? 0 : weight(i -> part.test(i) && whole.test(i)) / all;
        }

        private boolean empty() {
            return weight(i -> true) == 0;
        }

        private boolean is(int example, int label) {
            return answered.targets().classes().get(example) == label;
        }

        private boolean says(int example, int label) {
            if (answered.columns() == 1) {
                float logit = answered.predicted(example, 0);
                return label == 1 ? logit > 0 : logit <= 0;
            }
            float own = answered.predicted(example, label);
            boolean chosen = !Float.isNaN(own);
            for (int j = 0; j < answered.columns(); j++) {
                float other = answered.predicted(example, j);
                chosen &= j == label || Float.isNaN(other) || (j < label ? other < own : other <= own);
            }
            return chosen;
        }

        double accuracy() {
            return empty()
                    ? Double.NaN
                    : share(i -> says(i, answered.targets().classes().get(i)), i -> true);
        }

        double topK(int k) {
            IntPredicate among = i -> {
                float own = answered.predicted(i, answered.targets().classes().get(i));
                int above = 0;
                for (int j = 0; j < answered.columns(); j++) {
                    above += answered.predicted(i, j) > own ? 1 : 0;
                }
                return !Float.isNaN(own) && above < k;
            };
            return empty() ? Double.NaN : share(among, i -> true);
        }

        double precision(int label) {
            return empty() ? Double.NaN : share(i -> is(i, label), i -> says(i, label));
        }

        double recall(int label) {
            return empty() ? Double.NaN : share(i -> says(i, label), i -> is(i, label));
        }

        double f1(int label) {
            double precision = precision(label);
            double recall = recall(label);
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }

        double macro(ToDoubleFunction<Integer> ofClass) {
            double sum = 0;
            int occurring = 0;
            for (int label = 0; label < Math.max(2, answered.columns()); label++) {
                int c = label;
                if (weight(i -> is(i, c) || says(i, c)) > 0) {
                    sum += ofClass.applyAsDouble(label);
                    occurring++;
                }
            }
            return sum / occurring;
        }
    }
}

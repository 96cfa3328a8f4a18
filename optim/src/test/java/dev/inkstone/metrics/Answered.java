package dev.inkstone.metrics;

import dev.inkstone.losses.Targets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Random answers with what would be right, and ways to count them. */
record Answered(Tensor prediction, Targets targets) {
    /**
     * Logits on a coarse grid, so that there are ties, of which {@code one in nans} is NaN (0: none); labels and weights of which some
     * are 0.
     */
    static Answered logits(long seed, int examples, int columns, int nans) {
        RandomStream random = RandomStream.of(seed, "logits");
        float[] logits = new float[examples * columns];
        for (int i = 0; i < logits.length; i++) {
            boolean missing = nans > 0 && random.below(1_000_000L + i, nans) == 0;
            logits[i] = missing ? Float.NaN : 0.5f * (random.below(i, 9) - 4);
        }
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(2_000_000L + i, Math.max(columns, 2));
        }
        Shape shape = columns == 1 && seed % 2 == 0 ? Shape.of(examples) : Shape.of(examples, columns);
        Targets targets = Targets.of(IntTensor.of(labels)).weightedBy(weights(seed, examples));
        return new Answered(Tensor.of(shape, logits), targets);
    }

    /** Logits that are not on a grid, some rows twice: probabilities tie where the rows are equal and nowhere else. */
    static Answered spread(long seed, int examples, int columns) {
        RandomStream random = RandomStream.of(seed, "spread");
        float[] logits = new float[examples * columns];
        for (int i = 0; i < examples; i++) {
            int like = random.below(1_000_000L + i, 3) == 0 ? random.below(2_000_000L + i, i + 1) : i;
            for (int j = 0; j < columns; j++) {
                logits[i * columns + j] =
                        like < i ? logits[like * columns + j] : (float) random.gaussian((long) i * columns + j);
            }
        }
        return new Answered(Tensor.of(Shape.of(examples, columns), logits), logits(seed, examples, columns, 0).targets);
    }

    /** Numbers about {@code mean} with predictions near them. */
    static Answered numbers(long seed, int examples, int outputs, double mean) {
        RandomStream random = RandomStream.of(seed, "numbers");
        float[] values = new float[examples * outputs];
        float[] predictions = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + random.gaussian(i));
            predictions[i] = (float) (values[i] + 0.5 * random.gaussian(1_000_000L + i));
        }
        Shape shape = Shape.of(examples, outputs);
        Targets targets = Targets.of(Tensor.of(shape, values)).weightedBy(weights(seed, examples));
        return new Answered(Tensor.of(shape, predictions), targets);
    }

    private static Tensor weights(long seed, int examples) {
        RandomStream random = RandomStream.of(seed, "weights");
        float[] weights = new float[examples];
        for (int i = 0; i < examples; i++) {
            weights[i] = random.below(i, 5) == 0 ? 0f : 0.25f + (float) random.uniform(1_000_000L + i);
        }
        return Tensor.of(Shape.of(examples), weights);
    }

    int size() {
        return targets.size();
    }

    int columns() {
        return prediction.size() / size();
    }

    /** Of an example, 1 unless {@code weighted}. */
    double weight(int example, boolean weighted) {
        Tensor weights = targets.weights();
        return weighted && weights != null ? weights.get(example) : 1;
    }

    float predicted(int example, int column) {
        return prediction.toArray()[example * columns() + column];
    }

    /** All at once. */
    double whole(Metric metric) {
        Tally tally = metric.tally();
        tally.add(prediction, targets);
        return tally.value();
    }

    /**
     * Counted in random batches by one tally; by one that is saved and restored between batches; by shards of each batch that are
     * added up; and by one tally for each batch, the later ones added up first.
     */
    List<Double> inParts(Metric metric, long seed) {
        List<Answered> batches = cut(seed);
        Tally one = metric.tally();
        Tally saved = metric.tally();
        Tally ofShards = metric.tally();
        for (Answered batch : batches) {
            one.add(batch.prediction, batch.targets);
            Tally restored = metric.tally();
            restored.restore(saved.state());
            restored.add(batch.prediction, batch.targets);
            saved = restored;
            Tally step = metric.tally();
            for (Answered shard : batch.cut(seed + 1)) {
                step.add(tallyOf(metric, shard));
            }
            ofShards.add(step);
        }
        Tally nested = metric.tally();
        for (int i = batches.size() - 1; i >= 0; i--) {
            Tally longer = tallyOf(metric, batches.get(i));
            longer.add(nested);
            nested = longer;
        }
        return List.of(one.value(), saved.value(), ofShards.value(), nested.value());
    }

    private static Tally tallyOf(Metric metric, Answered answered) {
        Tally tally = metric.tally();
        tally.add(answered.prediction, answered.targets);
        return tally;
    }

    private List<Answered> cut(long seed) {
        RandomStream random = RandomStream.of(seed, "cuts");
        int[] cuts = new int[4];
        for (int i = 0; i < 3; i++) {
            cuts[i] = random.below(i, size() + 1);
        }
        cuts[3] = size();
        Arrays.sort(cuts);
        List<Answered> parts = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                parts.add(new Answered(prediction.rows(from, to), targets.rows(from, to)));
            }
            from = to;
        }
        return parts;
    }
}

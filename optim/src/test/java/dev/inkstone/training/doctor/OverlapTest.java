package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.data.Example;
import dev.inkstone.data.ExampleStream;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is an overlap of training and validation data, and what is chance. */
class OverlapTest {
    private static final Dataset POINTS = Examples.clusters(500, 6, 3, 1, 1);

    @Test
    void doublesByChanceAreNoOverlap() {
        assertThat(fit(POINTS.take(400).batches(50), POINTS.range(398, 498).batches(50), 2)
                        .diagnoses())
                .isEmpty();
        assertThat(fit(POINTS.take(400).batches(50), POINTS.range(397, 497).batches(50), 2)
                        .diagnoses())
                .extracting(Diagnosis::message)
                .containsExactly(
                        "validation data: 3 of 100 examples are training examples too, expected none; split the data"
                                + " before training, data.permuted(seed).split(0.9, 0.1), and remove doubles before that");
    }

    /** A tile that is black, a row that is empty: three of ten examples, here as there. */
    @Test
    void oneThatIsVeryFrequentIsNoOverlap() {
        assertThat(fit(oftenEmpty(5000, 1).batches(100), oftenEmpty(1000, 2).batches(100), 2)
                        .diagnoses())
                .isEmpty();
    }

    private static Dataset oftenEmpty(int examples, long seed) {
        RandomStream random = RandomStream.of(seed, "often empty");
        return byFirstValue(examples, i -> i / 6 % 10 < 3 ? 0 : random.gaussian(i));
    }

    private static Dataset byFirstValue(int examples, IntToDoubleFunction value) {
        float[] values = new float[6 * examples];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return Datasets.of(
                values,
                Shape.of(6),
                IntStream.range(0, examples).map(i -> values[6 * i] > 0 ? 1 : 0).toArray());
    }

    /** Of 64 possible examples all have been seen, in training and in validation. */
    @Test
    void dataWithFewPossibleValuesRepeatThemselves() {
        assertThat(fit(yesAndNo(500, 1).batches(50), yesAndNo(100, 2).batches(50), 2)
                        .diagnoses())
                .isEmpty();
        assertThat(fit(yesAndNo(60, 1).batches(50), yesAndNo(100, 2).batches(50), 2)
                        .diagnoses())
                .isEmpty();
    }

    private static Dataset yesAndNo(int examples, long seed) {
        RandomStream random = RandomStream.of(seed, "bits");
        return byFirstValue(examples, i -> random.below(i, 2));
    }

    @Test
    void aStreamIsLookedAtAsItPasses() {
        float[][] rows = new float[500][6];
        for (int i = 0; i < 500; i++) {
            POINTS.read(i, rows[i], 0);
        }
        ExampleStream stream = ExampleStream.of(
                400,
                Shape.of(6),
                epoch -> IntStream.range(0, 400)
                        .mapToObj(i -> Example.of(rows[i], POINTS.label(i)))
                        .iterator());
        Batches train = stream.shuffled(100, 7).batches(50);
        assertThat(fit(train, POINTS.range(400, 500).batches(50), 2).diagnoses())
                .isEmpty();
        assertThat(fit(train, POINTS.range(350, 450).batches(50), 2).diagnoses())
                .extracting(Diagnosis::finding)
                .containsExactly("50 of 100 examples are training examples too, expected none");
    }

    @Test
    void aSampleOfAMillionIsSmallAndFair() {
        ExampleSketch sketch = new ExampleSketch();
        for (int i = 0; i < 1_000_000; i++) {
            sketch.add(hash(i));
        }
        int looked = 0;
        int found = 0;
        for (int i = 900_000; i < 1_100_000; i++) {
            if (sketch.samples(hash(i))) {
                looked++;
                found += sketch.contains(hash(i)) ? 1 : 0;
            }
        }
        assertThat(looked).isBetween(500, 3_000);
        assertThat((double) found / looked).isCloseTo(0.5, within(0.05));
        assertThat(sketch.doubles()).isZero();
    }

    private static long hash(int i) {
        return ExampleHash.of(new float[] {i, 1, 2, 3, i / 2, 5, 6, 7, 8}, 0, 9);
    }

    private static History fit(Batches train, Batches validation, int epochs) {
        return Trainer.of(Model.build(Shape.of(6), 1, dense(3)))
                .loss(softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.01))
                .build()
                .fit(train, validation, epochs);
    }
}

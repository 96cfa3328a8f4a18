package dev.inkstone.training.doctor;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SIGMOID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.ops.Add;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs at the edge of what the doctor has examples of: rare classes, few examples, a start from a checkpoint. */
@Tag("once")
class UnusualRunsTest {
    @TempDir
    Path folder;

    /** One example in a hundred is of the second class, and lies a bit apart. */
    private static Dataset rare(long seed) {
        RandomStream random = RandomStream.of(seed, "rare");
        float[] values = new float[3000 * 4];
        int[] labels = new int[3000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.below(-1 - i, 100) == 0 ? 1 : 0;
            for (int j = 0; j < 4; j++) {
                values[4 * i + j] = (float) (2 * random.gaussian(4L * i + j) + 1.5 * labels[i]);
            }
        }
        return Datasets.of(values, Shape.of(4), labels);
    }

    @Test
    void aRareClassIsLearntWithoutAWord() {
        for (long seed : new long[] {1, 2, 5}) {
            Run run = Run.of(
                    "rare",
                    rare(seed),
                    softmaxCrossEntropy(),
                    Adam.withLearningRate(1e-3),
                    32,
                    1030,
                    dense(32).activation(RELU),
                    dense(2));
            assertThat(run.fit().diagnoses()).isEmpty();
        }
    }

    @Test
    void aNetworkThatAnswersAllAlikeIsToldOfThoughAClassIsRare() {
        Run run = Run.of(
                "all alike",
                rare(1),
                softmaxCrossEntropy(),
                Sgd.withLearningRate(0.1),
                32,
                1030,
                dense(8).activation(SIGMOID),
                dense(8).activation(SIGMOID),
                dense(8).activation(SIGMOID),
                dense(8).activation(SIGMOID),
                dense(8).activation(SIGMOID),
                dense(2));
        assertThat(run.fit().diagnoses()).extracting(Diagnosis::symptom).containsExactly(Symptom.STUCK_LOSS);
    }

    @Test
    void aLossThatStandsFarAboveGuessingIsStuckToo() {
        Run run = Run.of(
                "no step at all",
                Examples.clusters(300, 6, 3, 3, 1),
                softmaxCrossEntropy(),
                Sgd.withLearningRate(1e-9),
                32,
                1030,
                dense(16).activation(RELU),
                dense(3));
        assertThat(run.fit().diagnoses())
                .extracting(Diagnosis::message)
                .singleElement()
                .asString()
                .contains("guessing gives 1.", " (ln 3 is 1.0986)");
    }

    /** A plateau is told of when it is long, not because the loss has not moved since the run went on. */
    @Test
    void aRunThatGoesOnIsNotComparedWithNothing() throws IOException {
        Run slow = Run.of(
                "slow",
                Examples.shuffledLabels(Examples.clusters(2000, 6, 3, 1, 1), 3, 2),
                softmaxCrossEntropy(),
                Sgd.withLearningRate(0.02),
                32,
                1500,
                dense(3));
        Trainer first = slow.with(builder -> builder.withoutDoctor()).trainer();
        first.fitSteps(slow.data().shuffled(3).batches(32), null, 1500);
        Path saved = Saver.in(folder).save(first);
        Trainer then = slow.trainer();
        Saver.in(folder).restore(then, saved);
        assertThat(then.fitSteps(slow.data().shuffled(3).batches(32), null, 20).diagnoses())
                .isEmpty();
        assertThat(then.fitSteps(slow.data().shuffled(3).batches(32), null, 500).diagnoses())
                .extracting(Diagnosis::finding)
                .singleElement()
                .asString()
                .contains("as at step 1500 (1.");
    }

    @Test
    void aFirstExampleOfZerosIsNoMistake() {
        Dataset xor = Datasets.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, 0, 1, 1, 0);
        Run one = Run.of(
                "xor",
                xor,
                softmaxCrossEntropy(),
                Sgd.withLearningRate(0.1),
                1,
                40,
                dense(8).activation(SIGMOID),
                dense(2));
        assertThat(one.trainer().fitSteps(xor.batches(1), null, 40).diagnoses()).isEmpty();
        Dataset zeros = Datasets.of(new float[40][2], new int[40]);
        Run all = Run.of("zeros", zeros, softmaxCrossEntropy(), Sgd.withLearningRate(0.1), 1, 40, dense(8), dense(2));
        assertThat(all.fit().diagnoses()).extracting(Diagnosis::symptom).containsExactly(Symptom.INPUT_SCALE);
    }

    /** The last loss of all is low, but the mean shows that the run has diverged. */
    @Test
    void aDivergenceIsToldWithTheLossThatShowsIt() {
        Trainer trainer = Run.of(
                        "jumps",
                        Examples.clusters(30, 2, 2, 1, 1),
                        softmaxCrossEntropy(),
                        Sgd.withLearningRate(1),
                        1,
                        1,
                        dense(2))
                .trainer();
        List<Diagnosis> heard = new ArrayList<>();
        Findings findings = new Findings(Doctor.logging(), heard::add);
        Divergence divergence = new Divergence(trainer.model());
        divergence.begin();
        for (Parameter parameter : trainer.model().parameters().list()) {
            Arrays.fill(parameter.value().array(), 100f);
        }
        for (int step = 1; step <= 120; step++) {
            divergence.stepped(step, step % 2 == 0 ? 9 : 1, 1, 0.5, findings);
        }
        assertThat(heard)
                .extracting(Diagnosis::finding)
                .singleElement()
                .asString()
                .startsWith("the loss has risen from 1 to 5")
                .contains(", the mean of the last steps, and the norm");
    }

    @Test
    void whatACallbackThrowsOverADiagnosisArrives() {
        Dataset pixels = Examples.images(60, 6, 1, 3, 1f, 1);
        Trainer trainer = Run.of(
                        "pixels", pixels, softmaxCrossEntropy(), Sgd.withLearningRate(0.1), 20, 1, flatten(), dense(3))
                .with(builder -> builder.callbacks((event, t) -> {
                    if (event instanceof TrainingEvent.Diagnosed) {
                        throw new IllegalArgumentException("no, thank you");
                    }
                }))
                .trainer();
        assertThatThrownBy(() -> trainer.fit(pixels.batches(20), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no, thank you");
    }

    /** Adds a table with one row for each example of a batch of 20. */
    private record Rows() implements LayerSpec {
        @Override
        public String kind() {
            return "rows";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            float[] table = new float[20];
            return Layer.of(input, (x, tape) -> {
                float sum = 0;
                for (int i = 0; i < x.shape().dim(0); i++) {
                    sum += table[i];
                }
                return Add.add(tape, x, Tensor.scalar(sum));
            });
        }
    }

    @Test
    void aLayerThatThrowsOverOtherBatchesIsTrainedAllTheSame() {
        Dataset points = Examples.clusters(60, 6, 3, 1, 1);
        Run run = Run.of("rows", points, softmaxCrossEntropy(), Sgd.withLearningRate(0.1), 20, 9, new Rows(), dense(3));
        assertThat(run.fit().epochs()).hasSize(3);
    }
}

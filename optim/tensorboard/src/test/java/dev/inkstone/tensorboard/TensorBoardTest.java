package dev.inkstone.tensorboard;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.tensorboard.TensorBoard.tensorBoard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Mistake;
import dev.inkstone.optim.Adam;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Callback;
import dev.inkstone.training.GradientCallback;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
    private static final Dataset DATA = stripes(120);
    private static final Batches TRAIN = DATA.range(0, 90).shuffled(5).batches(30);
    private static final Dataset VALIDATION = DATA.range(90, 120);

    @TempDir
    Path folder;

    /** Images {@code [6, 6, 1]}; the class says which third is bright. */
    static Dataset stripes(int examples) {
        RandomStream random = RandomStream.of(1, "stripes");
        float[] pixels = new float[36 * examples];
        int[] labels = new int[examples];
        for (int i = 0; i < examples; i++) {
            labels[i] = random.below(i, 3);
            for (int j = 36 * i; j < 36 * (i + 1); j++) {
                pixels[j] = (float) random.uniform(examples + j) / 2 + (j % 36 / 12 == labels[i] ? 0.2f : 0);
            }
        }
        return Datasets.of(pixels, Shape.of(6, 6, 1), labels);
    }

    private static Trainer trainer(Callback... callbacks) {
        Model model = Model.build(Shape.of(6, 6, 1), 3L, conv2d(4, 3).activation(RELU), flatten(), dense(3));
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.01))
                .metrics(accuracy())
                .callbacks(callbacks)
                .withoutDoctor() // it would end the run that diverges a step earlier
                .build();
    }

    private RunReader train() throws IOException {
        return RunReader.read(folder.resolve("train"));
    }

    private RunReader validation() throws IOException {
        return RunReader.read(folder.resolve("validation"));
    }

    @Test
    void aRunIsShownWithAllItsCurves() throws IOException {
        Trainer trainer = trainer(tensorBoard(folder).scalarsEverySteps(2));
        History history = trainer.fit(TRAIN, VALIDATION.batches(30), 2);

        RunReader train = train();
        assertThat(train.tags.keySet())
                .contains("step/loss", "step/accuracy", "step/learning_rate", "step/examples_per_second");
        assertThat(train.tags.get("step/loss").steps()).containsExactly(2L, 4L, 6L);
        assertThat(train.tags.get("step/learning_rate").scalars()).containsOnly(0.01f);
        assertThat(train.tags.get("epoch/loss").steps()).containsExactly(3L, 6L);
        assertThat(train.tags.get("epoch/accuracy").scalars())
                .isEqualTo(history.epochs().stream()
                        .map(epoch -> epoch.metrics().get("accuracy").floatValue())
                        .toList());

        RunReader validation = validation();
        List<Float> losses = history.validations().stream()
                .map(record -> (float) record.evaluation().loss())
                .toList();
        assertThat(validation.tags.keySet())
                .containsExactlyInAnyOrder("step/loss", "step/accuracy", "epoch/loss", "epoch/accuracy");
        assertThat(validation.tags.get("step/loss").scalars()).isEqualTo(losses);
        assertThat(validation.tags.get("epoch/loss").scalars()).isEqualTo(losses);
        assertThat(validation.tags.get("epoch/loss").steps()).containsExactly(3L, 6L);
        assertThat(train.graph).containsKeys("input", "conv1/Conv2d", "dense1/kernel");
        assertThat(train.tags.get("model").points().get(0).tensor().texts(8).get(0))
                .contains(trainer.model().summary());
    }

    @Test
    void histogramsAreOfTheWeightsAndOfTheGradientsOfTheSameStep() throws IOException {
        Map<Long, float[]> gradients = new HashMap<>();
        Trainer trainer = trainer(tensorBoard(folder).histogramsEverySteps(2), new GradientCallback() {
            @Override
            public void onGradients(Gradients all, Trainer trainer) {
                Tensor kernel = all.of(trainer.model().parameter("conv1/kernel"));
                gradients.put(trainer.step() + 1, kernel.toArray());
            }

            @Override
            public void on(TrainingEvent event, Trainer trainer) {}
        });
        trainer.model().freeze(path -> path.equals("dense1/bias"));
        trainer.fit(TRAIN, 2);

        RunReader train = train();
        RunReader.Series weights = train.tags.get("weights/conv1/kernel");
        assertThat(weights.steps()).containsExactly(0L, 2L, 4L, 6L);
        assertThat(weights.points().get(3).buckets())
                .isEqualTo(expected(
                        trainer.model().parameter("conv1/kernel").value().toArray()));
        RunReader.Series series = train.tags.get("gradients/conv1/kernel");
        assertThat(series.steps()).containsExactly(2L, 4L, 6L);
        assertThat(series.points().get(1).buckets()).isEqualTo(expected(gradients.get(4L)));
        assertThat(train.tags).containsKey("weights/dense1/bias").doesNotContainKey("gradients/dense1/bias");
    }

    @Test
    void histogramsOfAnEpochStandAtItsEndWhateverTheFitsBefore() throws IOException {
        Trainer first = trainer(tensorBoard(folder));
        first.fit(TRAIN, 1); // 3 steps
        first.fit(DATA.batches(60), 2); // 2 steps each
        first.fitSteps(DATA.batches(30), null, 1); // of 4
        first.fitSteps(DATA.batches(30), null, 1);
        Saver saver = Saver.in(folder.resolve("checkpoints"));
        saver.save(first);
        Trainer second = trainer(tensorBoard(folder));
        saver.restoreLatest(second);
        second.fitUntil(DATA.batches(30), 4);

        RunReader train = train();
        assertThat(train.tags.get("epoch/loss").steps()).containsExactly(3L, 5L, 7L, 11L);
        assertThat(train.tags.get("weights/conv1/kernel").steps()).containsExactly(0L, 3L, 5L, 7L, 11L);
        assertThat(train.tags.get("gradients/conv1/kernel").steps()).containsExactly(3L, 5L, 7L, 11L);
    }

    /** Buckets by sorting. */
    private static double[][] expected(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        double[][] buckets = new double[30][];
        for (int i = 0; i < 30; i++) {
            double left = min + i * ((max - min) / 30);
            double right = i == 29 ? max : min + (i + 1) * ((max - min) / 30);
            boolean last = i == 29;
            double from = left;
            long count = 0;
            for (float value : sorted) {
                count += value >= from && (last || value < right) ? 1 : 0;
            }
            buckets[i] = new double[] {left, right, count};
        }
        return buckets;
    }

    @Test
    void imagesAreOfTheModelAtTheirStep() throws IOException {
        Trainer trainer = trainer(tensorBoard(folder).mistakes(VALIDATION, 4));
        Picture before = Filters.of(trainer.model().parameter("conv1/kernel").value());
        trainer.fit(TRAIN, 2);

        RunReader.Series filters = train().tags.get("filters/conv1/kernel");
        assertThat(filters.steps()).containsExactly(0L, 3L, 6L);
        assertShows(filters.points().get(0), before);
        assertShows(
                filters.points().get(2),
                Filters.of(trainer.model().parameter("conv1/kernel").value()));
        RunReader.Series mistakes = train().tags.get("mistakes");
        assertThat(mistakes.steps()).containsExactly(3L, 6L);
        List<Mistake> last = Mistake.first(4, trainer.model(), VALIDATION);
        assertThat(last).isNotEmpty();
        assertShows(mistakes.points().get(1), new MistakeGrid(VALIDATION, 4).draw(last));
    }

    private static void assertShows(RunReader.Point point, Picture expected) throws IOException {
        byte[] png = point.tensor().allBytes(8).get(2); // after width and height
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(expected.width(), expected.height());
        int[] levels = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < levels.length; i++) {
            pixels[i] = (byte) levels[i];
        }
        assertThat(pixels).isEqualTo(expected.pixels());
    }

    @Test
    void writingChangesNoBit() {
        Trainer watched = trainer(tensorBoard(folder).histogramsEverySteps(1).mistakes(VALIDATION));
        Trainer plain = trainer();
        watched.fit(TRAIN, VALIDATION.batches(30), 2);
        plain.fit(TRAIN, VALIDATION.batches(30), 2);
        assertThat(watched.model().parameters().values())
                .isEqualTo(plain.model().parameters().values());
    }

    @Test
    void aResumedRunIsShownAsIfItHadNotBeenInterrupted() throws IOException {
        Path whole = folder.resolve("whole");
        trainer(tensorBoard(whole).scalarsEverySteps(1)).fit(TRAIN, VALIDATION.batches(30), 3);

        Path cut = folder.resolve("cut");
        Saver saver = Saver.in(folder.resolve("checkpoints"));
        Trainer first = trainer(tensorBoard(cut).scalarsEverySteps(1));
        first.fit(TRAIN, VALIDATION.batches(30), 1);
        saver.save(first);
        first.fitSteps(
                DATA.batches(40), VALIDATION.take(7).batches(7), 5); // what a lost process did after its checkpoint
        Trainer second = trainer(tensorBoard(cut).scalarsEverySteps(1));
        assertThat(saver.restoreLatest(second)).isTrue();
        second.fitUntil(TRAIN, VALIDATION.batches(30), 3);

        for (String run : List.of("train", "validation")) {
            RunReader expected = RunReader.read(whole.resolve(run));
            RunReader actual = RunReader.read(cut.resolve(run));
            assertThat(actual.files).isEqualTo(3);
            assertThat(actual.tags.keySet()).isEqualTo(expected.tags.keySet());
            expected.tags.keySet().stream()
                    .filter(tag -> expected.tags.get(tag).plugin().equals("scalars") && !tag.contains("per_second"))
                    .forEach(tag -> {
                        assertThat(actual.tags.get(tag).steps())
                                .isEqualTo(expected.tags.get(tag).steps());
                        assertThat(actual.tags.get(tag).scalars())
                                .isEqualTo(expected.tags.get(tag).scalars());
                    });
        }
    }

    @Test
    void aNewRunHidesAnEarlierOneAndClearDeletesIt() throws IOException {
        trainer(tensorBoard(folder)).fit(TRAIN, VALIDATION.batches(30), 3);
        trainer(tensorBoard(folder)).fit(TRAIN, VALIDATION.batches(30), 1);
        assertThat(train().tags.get("epoch/loss").steps()).containsExactly(3L);
        assertThat(validation().tags.get("step/loss").steps()).containsExactly(3L);
        Path notes = Files.createFile(folder.resolve("train/notes.txt"));
        tensorBoard(folder).clear();
        assertThat(RunReader.files(folder.resolve("train"))).containsExactly(notes);
        assertThat(RunReader.files(folder.resolve("validation"))).isEmpty();
    }

    @Test
    void aRunThatDivergesIsShownToItsLastStep() throws IOException {
        Trainer trainer = trainer(tensorBoard(folder).scalarsEverySteps(1).histogramsEverySteps(1), (event, own) -> {
            if (event.step() == 1) {
                Arrays.fill(own.model().parameters().values(), Float.NaN);
            }
            if (event.step() == 2) {
                throw new IllegalStateException("a loss of NaN");
            }
        });
        assertThatThrownBy(() -> trainer.fit(TRAIN, 2)).hasMessage("a loss of NaN");

        RunReader train = train();
        assertThat(train.tags.get("step/loss").scalars().get(1)).isNaN();
        assertThat(train.tags.get("weights/conv1/kernel/not_finite").steps()).containsExactly(2L);
        assertThat(train.tags.get("weights/conv1/kernel/not_finite").scalars()).containsExactly(36f);
        assertThat(train.tags.get("gradients/conv1/kernel").steps()).containsExactly(1L, 2L);
    }

    @Test
    void settingsLeaveOut() throws IOException {
        trainer(tensorBoard(folder).withoutHistograms().withoutFilters()).fit(TRAIN, 1);
        assertThat(train().tags.keySet()).containsExactly("model", "epoch/loss", "epoch/accuracy");
        assertThat(folder.resolve("validation")).doesNotExist();
    }

    @Test
    void badSettingsAreExplained() {
        assertThatThrownBy(() -> tensorBoard(folder).scalarsEverySteps(0))
                .hasMessage("tensorboard: scalars every 0 steps, expected 1 or more");
        assertThatThrownBy(() -> tensorBoard(folder).mistakes(VALIDATION, 0))
                .hasMessage("tensorboard: 0 mistakes of 30 examples, expected 1 or more of each");
        Dataset points = Datasets.of(new float[4], Shape.of(2), new int[2]);
        assertThatThrownBy(() -> tensorBoard(folder).mistakes(points))
                .isInstanceOf(ShapeException.class)
                .hasMessage("tensorboard: mistakes of examples [2], expected images [height, width, 1 or 3];"
                        + " leave mistakes(…) out for other data");
    }
}

package dev.inkstone.checkpoint;

import static dev.inkstone.checkpoint.Runs.TRAIN;
import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.metrics.Average;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.ops.Mean;
import dev.inkstone.ops.Multiply;
import dev.inkstone.ops.Subtract;
import dev.inkstone.optim.Adam;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is saved amid an epoch and goes on reports the same metrics, to the bit, with shards and without. */
class ResumedMetricsTest {
    @TempDir
    private Path folder;

    @Test
    void ofClasses() throws IOException {
        goesOnFromEveryStep(
                TRAIN,
                () -> Runs.trainer(Runs.model())
                        .metrics(
                                Metrics.accuracy(),
                                Metrics.topK(2),
                                Metrics.precision(),
                                Metrics.recall(Average.MACRO),
                                Metrics.f1(Average.MICRO),
                                Metrics.rocAuc(),
                                Metrics.logLoss(),
                                Metrics.rocAuc().weighted()));
    }

    @Test
    void ofNumbers() throws IOException {
        RandomStream random = RandomStream.of(1, "numbers");
        float[] inputs = new float[50 * 2];
        float[] targets = new float[50 * 3];
        for (int i = 0; i < targets.length; i++) {
            inputs[i % 100] = (float) random.gaussian(i);
            targets[i] = (float) random.gaussian(1000 + i);
        }
        Batches data = Datasets.of(inputs, Shape.of(2), targets, Shape.of(3))
                .shuffled(2)
                .batches(12);
        Loss squares = (prediction, wanted) -> {
            Tape tape = Tape.of(prediction);
            Tensor difference = Subtract.subtract(tape, prediction, wanted.values());
            return Mean.mean(tape, Multiply.multiply(tape, difference, difference), 0, 1);
        };
        goesOnFromEveryStep(
                data,
                () -> Trainer.of(Model.build(Shape.of(2), 7, dense(3)))
                        .loss(squares)
                        .optimizer(Adam.withLearningRate(0.05))
                        .metrics(Metrics.mse(), Metrics.rmse(), Metrics.mae(), Metrics.r2()));
    }

    @Test
    void inTheOrderOfTheTrainer() throws IOException {
        Supplier<Trainer> settings = () -> Runs.trainer(Runs.model())
                .metrics(Metrics.topK(2), Metrics.accuracy())
                .build();
        Trainer whole = settings.get();
        whole.fitSteps(TRAIN, Runs.VALIDATION, 7);
        Trainer resumed = settings.get();
        Saver.in(folder).restore(resumed, Saver.in(folder).save(whole));
        assertThat(resumed.history().epochs().get(0).metrics().keySet()).containsExactly("top_2_accuracy", "accuracy");
        assertThat(resumed.history()).hasToString(whole.history().toString());
    }

    private void goesOnFromEveryStep(Batches data, Supplier<TrainerBuilder> settings) throws IOException {
        for (int shards : new int[] {1, 3}) {
            Saver saver = Saver.in(folder.resolve("shards" + shards)).keepLast(100);
            Trainer whole =
                    settings.get().shards(shards).callbacks(saver.everySteps(1)).build();
            List<Map<String, Double>> expected = metrics(whole, data);
            assertThat(whole.step()).isEqualTo(10);
            for (long step = 1; step < whole.step(); step++) {
                Trainer resumed = settings.get().shards(shards).build();
                saver.restore(resumed, folder.resolve("shards" + shards).resolve("ckpt-" + step + ".safetensors"));
                assertThat(metrics(resumed, data)).as("from step %d", step).isEqualTo(expected);
            }
        }
    }

    private static List<Map<String, Double>> metrics(Trainer trainer, Batches data) {
        trainer.fit(data, 2 - trainer.epoch());
        return trainer.history().epochs().stream().map(EpochRecord::metrics).toList();
    }
}

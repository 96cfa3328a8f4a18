package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.meanSquaredError;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Multiply.multiply;
import static dev.inkstone.ops.Reshape.reshape;
import static dev.inkstone.ops.Subtract.subtract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccumulationTest {
    private static final Dataset STRIPES = Problems.stripes(90, 1);

    @Test
    void someBatchesAreOneLargeBatch() {
        Model large = model();
        History one = trainer(large).build().fit(STRIPES.shuffled(5).batches(32), 3);
        for (int shards : new int[] {1, 3}) {
            Model small = model();
            History four = trainer(small)
                    .accumulate(4)
                    .shards(shards)
                    .build()
                    .fit(STRIPES.shuffled(5).batches(8), 3);
            assertThat(small.parameters().values())
                    .containsExactly(large.parameters().values(), within(1e-5f));
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(four.epochs().get(epoch).step())
                        .isEqualTo(one.epochs().get(epoch).step());
                assertThat(four.epochs().get(epoch).loss())
                        .isCloseTo(one.epochs().get(epoch).loss(), within(1e-6));
                assertThat(four.epochs().get(epoch).metrics())
                        .isEqualTo(one.epochs().get(epoch).metrics());
            }
        }
    }

    /** {@code Loss.mean} divides by the whole step and takes the weights, as the loss of the library does. */
    @Test
    void anOwnLossAddsUpAsThoseOfTheLibrary() {
        float[] weights = new float[90];
        float[] values = new float[90];
        for (int i = 0; i < 90; i++) {
            weights[i] = i % 4;
            values[i] = STRIPES.label(i) - 1;
        }
        Dataset data = Datasets.of(pixels(), Shape.of(36), values, Shape.of(1)).weightedBy(weights);
        Loss own = Loss.mean((tape, y, targets) -> {
            Tensor error = subtract(tape, y, targets.values());
            return reshape(tape, multiply(tape, error, error), -1);
        });
        Model expected = regression(meanSquaredError(), 1, 1, data.batches(32));
        for (int shards : new int[] {1, 3}) {
            assertThat(regression(own, 4, shards, data.batches(8)).parameters().values())
                    .containsExactly(expected.parameters().values(), within(1e-6f));
            assertThat(regression(own, 1, shards, data.batches(32)).parameters().values())
                    .containsExactly(expected.parameters().values(), within(1e-6f));
        }
    }

    private static float[] pixels() {
        float[] pixels = new float[90 * 36];
        for (int i = 0; i < 90; i++) {
            STRIPES.read(i, pixels, 36 * i);
        }
        return pixels;
    }

    private static Model regression(Loss loss, int accumulate, int shards, Batches batches) {
        Model model = Model.build(Shape.of(36), 3L, dense(8).activation(RELU), dense(1));
        Trainer.of(model)
                .loss(loss)
                .optimizer(Sgd.withLearningRate(0.05))
                .accumulate(accumulate)
                .shards(shards)
                .build()
                .fit(batches, 2);
        return model;
    }

    @Test
    void stepsAreStepsOfTheOptimizer() {
        List<String> heard = new ArrayList<>();
        Trainer trainer = trainer(model())
                .accumulate(4)
                .callbacks((event, t) -> {
                    if (event instanceof TrainingEvent.StepEnded e) {
                        heard.add(e.step() + " " + e.batchInEpoch() + " " + e.examples());
                    } else if (event instanceof TrainingEvent.TrainingStarted e) {
                        heard.add("" + e.stepsPerEpoch());
                    }
                })
                .build();
        Batches batches = STRIPES.batches(20); // 20 20 20 20 10
        trainer.fit(batches, 1);
        assertThat(heard).containsExactly("2", "1 4 80", "2 5 10");
        assertThat(trainer.optimizer().state().step()).isEqualTo(2);
    }

    @Test
    void batchNormStatisticsAreTheMeanOverTheBatches() {
        Model model = Model.build(Shape.of(6, 6, 1), 1L, flatten(), batchNorm().momentum(0), dense(3));
        trainer(model).accumulate(3).build().fit(STRIPES.batches(30), 1);
        float[] x = pixels();
        float[] mean = new float[36];
        float[] variance = new float[36];
        for (int i = 0; i < 36; i++) {
            for (int batch = 0; batch < 3; batch++) {
                int from = batch * 30 * 36 + i;
                double sum = 0;
                double squares = 0;
                for (int row = 0; row < 30; row++) {
                    double value = x[from + row * 36];
                    sum += value;
                    squares += value * value;
                }
                mean[i] += (float) (sum / 30 / 3);
                variance[i] += (float) ((squares / 30 - sum / 30 * (sum / 30)) / 3);
            }
        }
        assertThat(model.parameters().state("bn1/running_mean").value().toArray())
                .containsExactly(mean, within(1e-5f));
        assertThat(model.parameters().state("bn1/running_variance").value().toArray())
                .containsExactly(variance, within(1e-5f));
    }

    private static Model model() {
        return Model.build(
                Shape.of(6, 6, 1),
                3L,
                flatten(),
                dense(12).activation(RELU).regularized(0, 0.01),
                dropout(0.3),
                dense(3));
    }

    private static TrainerBuilder trainer(Model model) {
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.1))
                .metrics(accuracy());
    }
}

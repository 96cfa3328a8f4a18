package dev.inkstone.training;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.losses.Losses.meanSquaredError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import org.junit.jupiter.api.Test;

/**
 * Steps that were worked out by hand. Weights 1, −2 and bias 0.5 miss the targets by 1, 1, −1 and 1: the loss is 1, its
 * gradient 1, 0.5 and 1. The penalty 0.5·Σ|w| + 0.25·Σw² is 2.75, its gradient 0.5·1 + 0.5·1 = 1, 0.5·(−1) + 0.5·(−2) = −1.5,
 * and 0 of the bias.
 */
class RegularizedTrainingTest {
    private static final LayerSpec PLAIN = dense(1);
    private static final LayerSpec REGULARIZED = dense(1).regularized(0.5, 0.25);
    private static final Dataset DATA = Datasets.of(
            new float[] {1, 0, 0, 1, 1, 1, 2, 1}, Shape.of(2), new float[] {0.5f, -2.5f, 0.5f, -0.5f}, Shape.of(1));

    /** All numbers have few bits, so that nothing is rounded. */
    private static final float[] PLAIN_STEP = {0.75f, -2.125f, 0.25f};

    private static final float[] REGULARIZED_STEP = {0.75f - 0.25f * 1, -2.125f + 0.25f * 1.5f, 0.25f};

    @Test
    void aStepOnAWholeBatchGoesDownThePenaltyToo() {
        assertStep(PLAIN, 1, 1, 1, PLAIN_STEP);
        assertStep(REGULARIZED, 1, 1, 3.75, REGULARIZED_STEP);
    }

    @Test
    void shardsOfABatchCountThePenaltyOnce() {
        for (int shards : new int[] {2, 3}) {
            assertStep(PLAIN, 1, shards, 1, PLAIN_STEP);
            assertStep(REGULARIZED, 1, shards, 3.75, REGULARIZED_STEP);
        }
    }

    @Test
    void batchesOfOneStepCountThePenaltyOnce() {
        for (int shards : new int[] {1, 2}) {
            assertStep(PLAIN, 2, shards, 1, PLAIN_STEP);
            assertStep(REGULARIZED, 2, shards, 3.75, REGULARIZED_STEP);
        }
    }

    /** One step on all data, in so many batches and shards of them. */
    private static void assertStep(LayerSpec layer, int accumulate, int shards, double loss, float... expected) {
        Model model = model(layer);
        Trainer trainer = trainer(model).accumulate(accumulate).shards(shards).build();
        History history = trainer.fit(DATA.batches(4 / accumulate), 1);
        assertThat(trainer.step()).isEqualTo(1);
        assertThat(model.parameters().values()).as("%d shards", shards).containsExactly(expected);
        assertThat(history.epochs().get(0).loss()).as("%d shards", shards).isEqualTo(loss);
    }

    /** More examples than are evaluated at a time; then the weights 0.5 and −1.75, which miss by 0.25, 1, −1.5 and 0. */
    @Test
    void lossesOfEvaluationsAndValidationsContainThePenalty() {
        assertThat(trainer(model(PLAIN)).build().evaluate(DATA.repeat(30)).loss())
                .isEqualTo(1);
        Trainer trainer = trainer(model(REGULARIZED)).build();
        assertThat(trainer.evaluate(DATA.repeat(30)).loss()).isEqualTo(1 + 2.75);
        History history = trainer.fit(DATA.batches(4), DATA.batches(4), 1);
        assertThat(history.validations().get(0).evaluation().loss()).isEqualTo(3.3125 / 4 + 0.5 * 2.25 + 0.25 * 3.3125);
    }

    private static Model model(LayerSpec layer) {
        Model model = Model.build(Shape.of(2), 1L, layer);
        System.arraycopy(new float[] {1, -2, 0.5f}, 0, model.parameters().values(), 0, 3);
        return model;
    }

    private static TrainerBuilder trainer(Model model) {
        return Trainer.of(model)
                .loss(meanSquaredError())
                .optimizer(Sgd.withLearningRate(0.25))
                .withoutDoctor(); // it would warn of the validation with the training examples
    }
}

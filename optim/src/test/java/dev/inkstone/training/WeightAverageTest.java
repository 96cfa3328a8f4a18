package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.reduceOnPlateau;
import static dev.inkstone.training.Callbacks.weightAverage;
import static dev.inkstone.training.TrainerTest.assertSame;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Schedules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The callbacks that touch weights or rates: averages and plateaus. */
class WeightAverageTest {
    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32);
    private static final Batches VALIDATION = Problems.stripes(40, 2).batches(40);

    /** As the interpolation of PyTorch's average; shares that are rounded one by one would shrink the weights by 0.1 %. */
    @Test
    void theAverageOfEqualWeightsIsTheseWeights() {
        Model model = network();
        float[] weights = model.parameters().values().clone();
        WeightAverage average = weightAverage(0.99999);
        for (int step = 0; step < 2000; step++) {
            average.update(model);
        }
        average.applyTo(model);
        for (int i = 0; i < weights.length; i++) {
            assertThat(model.parameters().values()[i]).isCloseTo(weights[i], within(2e-5f * Math.abs(weights[i])));
        }
    }

    @Test
    void theAverageIsValidatedAndTrainingGoesOnWithTheWeights() {
        Model plain = network();
        List<float[]> steps = new ArrayList<>();
        trainer(plain)
                .callbacks((event, t) -> {
                    if (event instanceof TrainingEvent.StepEnded) {
                        steps.add(t.model().parameters().values().clone());
                    }
                })
                .build()
                .fit(TRAIN, VALIDATION, 2);
        Model model = network();
        WeightAverage average = weightAverage(0.8);
        List<float[]> validated = new ArrayList<>();
        Trainer trainer = trainer(model)
                .callbacks(average, (event, t) -> {
                    if (event instanceof TrainingEvent.Validated) {
                        validated.add(t.model().parameters().values().clone());
                    }
                })
                .build();
        History history = trainer.fit(TRAIN, VALIDATION, 2);
        assertSame(model, plain);
        float[] expected = steps.get(0).clone();
        for (float[] step : steps.subList(1, steps.size())) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 0.8f * expected[i] + 0.2f * step[i];
            }
        }
        assertThat(validated.get(1)).containsExactly(expected, within(1e-5f));
        Evaluation again = average.applied(model, () -> trainer.evaluate(VALIDATION));
        assertThat(again).isEqualTo(history.validations().get(1).evaluation());
        assertSame(model, plain);
        average.applyTo(model);
        assertThat(trainer.evaluate(VALIDATION)).isEqualTo(again);
    }

    /** (1 + n) / (10 + n) after n steps: 2/11, 3/12, 4/13, until that is more than 0.3. */
    @Test
    void warmUpForgetsTheFirstWeightsSooner() {
        Model model = network();
        WeightAverage average = weightAverage(0.3).warmUp();
        for (int step = 1; step <= 5; step++) {
            Arrays.fill(model.parameters().values(), step);
            average.update(model);
        }
        double expected = 1;
        expected = 2 / 11.0 * expected + 9 / 11.0 * 2;
        expected = 3 / 12.0 * expected + 9 / 12.0 * 3;
        expected = 0.3 * expected + 0.7 * 4;
        expected = 0.3 * expected + 0.7 * 5;
        average.applyTo(model);
        assertThat(model.parameters().values()[0]).isEqualTo((float) expected, within(1e-6f));
    }

    @Test
    void aPlateauMakesTheRateSmaller() {
        List<Double> rates = new ArrayList<>();
        Trainer trainer = trainer(network())
                .optimizer(Adam.withLearningRate(0.01))
                .callbacks(
                        reduceOnPlateau("val_loss")
                                .patience(2)
                                .minDelta(100)
                                .factor(0.5)
                                .smallest(0.25),
                        (event, t) -> {
                            if (event instanceof TrainingEvent.EpochEnded) {
                                rates.add(t.optimizer().learningRate());
                            }
                        })
                .build();
        trainer.fit(TRAIN, VALIDATION, 8);
        assertThat(rates).containsExactly(0.01, 0.01, 0.005, 0.005, 0.0025, 0.0025, 0.0025, 0.0025);
    }

    /** Schedules, averages, plateaus and slots together: a resumed run ends with the same bits. */
    @Test
    void aCheckpointHoldsAllOfThem(@TempDir Path folder) throws IOException {
        WeightAverage whole = weightAverage(0.8).warmUp();
        Trainer straight = full(whole);
        straight.fit(TRAIN, VALIDATION, 3);
        Path file = Saver.in(folder).save(straight);
        straight.fit(TRAIN, VALIDATION, 3);
        WeightAverage second = weightAverage(0.8).warmUp();
        Trainer resumed = full(second);
        Saver.in(folder).restore(resumed, file);
        resumed.fit(TRAIN, VALIDATION, 3);
        assertSame(resumed.model(), straight.model());
        assertThat(resumed.optimizer().learningRate())
                .isEqualTo(straight.optimizer().learningRate());
        assertThat(resumed.history().validations()).isEqualTo(straight.history().validations());
        assertThat(second.steps()).isEqualTo(whole.steps());
        second.applyTo(resumed.model());
        whole.applyTo(straight.model());
        assertSame(resumed.model(), straight.model());
    }

    @Test
    void misuseSaysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weightAverage(1))
                .withMessageStartingWith("weight average: decay 1.0, expected 0 (inclusive) to 1 (exclusive)");
        assertThatThrownBy(() -> weightAverage(0.9).applyTo(network()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("weight average: of no step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reduceOnPlateau("val_loss").factor(1))
                .withMessageStartingWith("reduce on plateau: factor 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(network()).callbacks(reduceOnPlateau("val_loss"), reduceOnPlateau("loss")))
                .withMessage("trainer: two ReduceOnPlateau callbacks, expected one at most;"
                        + " each would undo the other's factor, leave one out");
    }

    private static Trainer full(WeightAverage average) {
        return trainer(network())
                .optimizer(AdamW.withLearningRate(Schedules.cosine(0.01, 40).warmUp(4))
                        .amsgrad()
                        .clipGlobalNorm(1))
                .callbacks(
                        average,
                        reduceOnPlateau("val_loss").patience(2).minDelta(0.3).factor(0.5))
                .accumulate(2)
                .build();
    }
}

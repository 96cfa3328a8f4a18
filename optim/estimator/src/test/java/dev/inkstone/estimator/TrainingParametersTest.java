package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Schedules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class TrainingParametersTest {
    @ParameterizedTest
    @CsvSource({
        "ADAM, adam(",
        "ADAMW, adamw(",
        "NADAM, nadam(",
        "SGD, 'momentum=0.0, nesterov=false'",
        "MOMENTUM, 'momentum=0.8, nesterov=false'",
        "NESTEROV, 'momentum=0.8, nesterov=true'",
        "RMSPROP, rmsprop(",
        "ADAGRAD, adagrad(",
        "LION, lion("
    })
    void optimizersAreWhatTheirNamesSayAndDecayWeightsAsAsked(OptimizerKind kind, String text) {
        String created = kind.create(Schedules.constant(0.5), 0.8, 0.25).toString();
        assertThat(created).contains(text).contains("0.5").contains("0.25");
    }

    @ParameterizedTest
    @CsvSource({"CONSTANT, 1, 1, 1", "LINEAR, 1, 0.5, 0", "COSINE, 1, 0.5, 0", "ONE_CYCLE, 0.04, 0.78, 0"})
    void ratesDecayOverAllSteps(RateDecay decay, double first, double middle, double last) {
        Schedule schedule = decay.schedule(1, 1000);
        assertThat(schedule.rate(0)).isCloseTo(first, within(1e-9));
        assertThat(schedule.rate(500)).isCloseTo(middle, within(0.05));
        assertThat(schedule.rate(999)).isCloseTo(last, within(0.002));
    }

    @ParameterizedTest
    @EnumSource(RateDecay.class)
    void theLastStepIsTheLastOfTheSchedule(RateDecay decay) {
        TrainingParameters training = Flowers.quick().withEpochs(2).withRateDecay(decay);
        double[] rate = {Double.NaN};
        Classifier.of(MlpParameters.DEFAULT, training)
                .callbacks((event, trainer) -> rate[0] = trainer.optimizer().learningRate())
                .fit(new Flowers(64, 1).data()); // two epochs of two steps
        assertThat(rate[0]).isEqualTo(decay.schedule(0.02, 4).rate(4));
    }

    @Test
    void withersChangeWhatTheyName() {
        TrainingParameters changed = TrainingParameters.DEFAULT
                .withLearningRate(1)
                .withBatchSize(2)
                .withEpochs(3)
                .withOptimizer(OptimizerKind.LION)
                .withMomentum(0.3)
                .withRateDecay(RateDecay.LINEAR)
                .withWeightDecay(4)
                .withScaling(InputScaling.NONE)
                .withValidationFraction(0.5)
                .withPatience(6)
                .withMinDelta(7)
                .withTargetScore(0.8)
                .withSeed(9);
        assertThat(changed)
                .isEqualTo(new TrainingParameters(
                        1,
                        2,
                        3,
                        OptimizerKind.LION,
                        0.3,
                        RateDecay.LINEAR,
                        4,
                        InputScaling.NONE,
                        new Stopping(0.5, 6, 7, 0.8),
                        9));
    }
}

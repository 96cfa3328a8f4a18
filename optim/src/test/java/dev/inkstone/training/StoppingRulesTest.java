package dev.inkstone.training;

import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.StoppingRules.generalizationLoss;
import static dev.inkstone.training.StoppingRules.progressQuotient;
import static dev.inkstone.training.StoppingRules.successiveRises;
import static dev.inkstone.training.TrainerTest.network;
import static dev.inkstone.training.TrainerTest.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.optim.Adam;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prechelt's rules on sequences that were worked out by hand. */
class StoppingRulesTest {
    private static final double[] NO_TRAINING = new double[0];

    @TempDir
    Path folder;

    @Test
    void generalizationLossIsRelativeToTheLowest() {
        // GL: 0, 0, 0, 10, 20, 15 %
        double[] errors = {1.0, 0.5, 0.4, 0.44, 0.48, 0.46};
        assertThat(stop(generalizationLoss(5), errors)).isEqualTo(4);
        assertThat(stop(generalizationLoss(15), errors)).isEqualTo(5);
        assertThat(stop(generalizationLoss(20.01), errors)).isEqualTo(0);
        // From the lowest, not from the first or the last: 0.3 → 0.33 is 10 %, though 0.33 is below all before.
        assertThat(stop(generalizationLoss(9), 1, 0.9, 0.3, 0.33)).isEqualTo(4);
        assertThat(stop(generalizationLoss(5), 0.5, 0, 0)).isZero();
        assertThat(stop(generalizationLoss(5), 0.5, 0, 1e-9)).isEqualTo(3);
        assertThat(stop(generalizationLoss(5), 0.5, Double.NaN)).isEqualTo(2);
    }

    @Test
    void progressForgivesGeneralizationLoss() {
        // Strips of 2. Training 1.0, 0.8 | 0.5, 0.4 | 0.39, 0.385 | 0.384, 0.384:
        // P = 1000·(1.8/1.6 − 1) = 125, 1000·(0.9/0.8 − 1) = 125, 1000·(0.775/0.77 − 1) = 6.49, 0.
        // Validation 1.0, 0.8 | 0.9, 0.88 | 0.84, 0.84 | 0.8, 0.81: GL at the ends 0, 10, 5, 1.25; GL / P 0, 0.08,
        // 0.77, ∞.
        double[] training = {1.0, 0.8, 0.5, 0.4, 0.39, 0.385, 0.384, 0.384};
        double[] errors = {1.0, 0.8, 0.9, 0.88, 0.84, 0.84, 0.8, 0.81};
        assertThat(stop(progressQuotient(0.05, 2), training, errors)).isEqualTo(4);
        assertThat(stop(progressQuotient(0.5, 2), training, errors)).isEqualTo(6);
        assertThat(stop(progressQuotient(0.76, 2), training, errors)).isEqualTo(6);
        assertThat(stop(progressQuotient(0.78, 2), training, errors)).isEqualTo(8);
        // One strip of 4: P = 1000·(2.7/1.6 − 1) = 687.5; the second: GL 1.25, P = 1000·(1.543/1.536 − 1) = 4.557,
        // 0.274.
        assertThat(stop(progressQuotient(0.27, 4), training, errors)).isEqualTo(8);
        assertThat(stop(progressQuotient(0.28, 4), training, errors)).isZero();
    }

    @Test
    void aQuotientNeedsALossAndLooksAtTheEndsOfStripsOnly() {
        double[] still = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
        assertThat(stop(progressQuotient(1, 3), still, new double[] {1, 1, 1, 1, 1, 1}))
                .isZero();
        assertThat(stop(progressQuotient(1, 3), still, new double[] {1, 2, 1, 1, 2, 1}))
                .isZero();
        assertThat(stop(progressQuotient(1, 3), still, new double[] {1, 1, 1, 1, 1, 1.001}))
                .isEqualTo(6);
        assertThat(stop(progressQuotient(1, 2), new double[2], new double[] {1, 2}))
                .isEqualTo(2); // errors of 0
    }

    @Test
    void strippedRisesAreCountedInARow() {
        // Ends of strips of 2: 5, 4, 4.1, 4.05, 4.06, 4.07; rises at looks 6, 10, 12.
        double[] errors = {9, 5, 9, 4, 0, 4.1, 0, 4.05, 0, 4.06, 0, 4.07};
        assertThat(stop(successiveRises(1, 2), errors)).isEqualTo(6);
        assertThat(stop(successiveRises(2, 2), errors)).isEqualTo(12);
        assertThat(stop(successiveRises(3, 2), errors)).isZero();
        assertThat(stop(successiveRises(3, 1), 1, 2, 3, 3, 4, 5, 6)).isEqualTo(7); // an equal value is no rise
        assertThat(stop(successiveRises(2), 5, 5, 5, 5, 1, 5, 5, 5, 5, 2, 5, 5, 5, 5, 3))
                .isEqualTo(15);
    }

    @Test
    void anAccuracyThatFallsIsARiseOfTheError() {
        StoppingRule.Memory memory = successiveRises(2, 1).begin(0, 0);
        assertThat(memory.look(look(1, 0.9, true))).isNull();
        assertThat(memory.look(look(2, 0.8, true))).isNull();
        assertThat(memory.look(look(3, 0.7, true)))
                .isEqualTo("has become worse in 2 strips of 1 looks in a row, to 0.7");
    }

    @Test
    void reasonsTellTheFigures() {
        StoppingRule.Memory loss = generalizationLoss(5).begin(0, 0);
        assertThat(loss.look(look(1, 0.4, false))).isNull();
        assertThat(loss.look(look(2, 0.5, false))).isEqualTo("is 25.0 % above its lowest value 0.4, more than 5.0 %");
        StoppingRule.Memory quotient = progressQuotient(0.5, 2).begin(0, 0);
        quotient.trained(1, 30);
        quotient.trained(4, 10); // 1.75 of the 40 examples
        quotient.look(look(1, 0.4, false));
        quotient.trained(1.25, 40);
        assertThat(quotient.look(look(2, 1, false)))
                .isEqualTo(
                        "is 150.0 % above its lowest value 0.4 while the training error was 200.0 ‰ above its own on average"
                                + " of 2 looks, a quotient of more than 0.5");
    }

    @Test
    void badSettingsAndValuesAreRefused() {
        refused(() -> generalizationLoss(-1), "generalization loss: -1.0 %, expected a finite number of 0 or more");
        refused(() -> generalizationLoss(Double.NaN), "generalization loss: NaN %, expected");
        refused(() -> progressQuotient(0.5, 1), "progress quotient: 0.5 with strips of 1, expected");
        refused(() -> successiveRises(0), "successive rises: 0 strips of 5 looks, expected 1 or more");
        refused(
                () -> generalizationLoss(5).begin(0, 0).look(look(1, -0.1, false)),
                "generalization loss: of a value of -0.1, expected errors of 0 or more; monitor one, or stop by patience");
        Trainer trainer = trainer(network())
                .callbacks(earlyStopping("val_accuracy").when(progressQuotient(1)))
                .build();
        assertThatThrownBy(() -> trainer.fit(TRAIN, VALIDATION, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "early stopping: progress quotient of 'val_accuracy', of which higher is better, expected an error;"
                                + " monitor val_loss, or stop by patience");
        assertThat(trainer.step()).isZero();
    }

    private static final Batches TRAIN = Problems.stripes(90, 1).shuffled(5).batches(32); // 3 steps an epoch
    /** A quarter of it has wrong labels, so that its loss rises again. */
    private static final Batches VALIDATION = Problems.stripes(30, 2)
            .concat(Problems.stripes(10, 3).relabel(label -> (label + 1) % 3))
            .batches(40);

    /** Resumed at any step, also within a strip and within an epoch, a run stops where it did, for the same reason. */
    @Test
    void rulesSurviveAResume() throws IOException {
        StoppingRule[] rules = {generalizationLoss(20), progressQuotient(0.1, 3), successiveRises(1, 3)};
        for (StoppingRule rule : rules) {
            Saver saver = Saver.in(folder.resolve(rule.name())).keepLast(1000);
            Trainer whole = trainerOf(rule, saver.everySteps(1));
            History expected = whole.fitUntil(TRAIN, VALIDATION, 60);
            assertThat(expected.stopReason()).as(rule.toString()).isNotNull();
            for (long step = 1; step < whole.step(); step++) {
                Trainer resumed = trainerOf(rule, (event, t) -> {});
                saver.restore(resumed, folder.resolve(rule.name()).resolve("ckpt-" + step + ".safetensors"));
                History history = resumed.fitUntil(TRAIN, VALIDATION, 60);
                assertThat(history.stopReason()).isEqualTo(expected.stopReason());
                assertThat(resumed.step()).isEqualTo(whole.step());
            }
        }
    }

    private static Trainer trainerOf(StoppingRule rule, Callback saver) {
        return trainer(network())
                .optimizer(Adam.withLearningRate(0.03))
                .callbacks(saver, earlyStopping("val_loss").when(rule))
                .validateEverySteps(2)
                .build();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }

    @Test
    void aValueThatStaysNoNumberIsStopped() {
        double nan = Double.NaN;
        assertThat(stop(successiveRises(3, 1), 1, nan, nan, nan)).isEqualTo(4);
        assertThat(stop(successiveRises(2, 1), 1, nan, 0.5, nan, 0.4)).isZero();
        assertThat(stop(successiveRises(2, 1), 1, nan, 1.5))
                .as("worse than the last number")
                .isEqualTo(3);
        assertThat(stop(progressQuotient(1, 2), new double[] {1, nan}, new double[] {1, nan}))
                .isEqualTo(2);
    }

    /** The look at which a rule stops, counted from 1; 0 if it does not. */
    private static int stop(StoppingRule rule, double... errors) {
        return stop(rule, NO_TRAINING, errors);
    }

    private static int stop(StoppingRule rule, double[] training, double[] errors) {
        StoppingRule.Memory memory = rule.begin(0, 0);
        for (int i = 0; i < errors.length; i++) {
            memory.trained(training.length == 0 ? 1 : training[i], 100);
            @Nullable String reason = memory.look(look(i + 1, errors[i], false));
            if (reason != null) {
                return i + 1;
            }
        }
        return 0;
    }

    private static StoppingRule.Look look(int epoch, double value, boolean higherIsBetter) {
        return new StoppingRule.Look(10L * epoch, epoch, 10, value, higherIsBetter, false, "");
    }
}

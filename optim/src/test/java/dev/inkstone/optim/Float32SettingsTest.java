package dev.inkstone.optim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inkstone.training.WeightAverage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kernels compute in float32: a setting that overflows or vanishes there is refused where it is set, not used as another one. */
@Tag("once")
class Float32SettingsTest {
    private static final Sgd SGD = Sgd.withLearningRate(0.1);

    @Test
    void limitsOfClipping() {
        for (double bad : new double[] {1e39, 1e-46, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> SGD.clipValue(bad), "clipping: limit " + bad + ", expected a finite number above 0");
            refused(() -> SGD.clipNorm(bad), "clipping: limit " + bad);
            refused(() -> SGD.clipGlobalNorm(bad), "clipping: limit " + bad);
        }
        refused(
                () -> SGD.clipValue(1e39),
                "clipping: limit 1.0E39, expected a finite number above 0 (as float32 it is Infinity); 1 is a common norm");
        refused(
                () -> SGD.clipNorm(1e-46),
                "clipping: limit 1.0E-46, expected a finite number above 0 (as float32 it is 0.0)");
        assertThatCode(() -> SGD.clipNorm(Float.MIN_VALUE).clipValue(Float.MAX_VALUE))
                .doesNotThrowAnyException();
    }

    @Test
    void weightDecay() {
        refused(
                () -> SGD.weightDecay(1e39),
                "sgd: weight decay 1.0E39, expected a finite number of 0 or more (as float32 it is Infinity); 0.0001 is");
        refused(
                () -> SGD.weightDecay(1e-46),
                "sgd: weight decay 1.0E-46, expected a finite number of 0 or more (as float32 it is 0.0); 0.0001 is");
        for (double bad : new double[] {-1e-3, -1e-50, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> AdamW.withLearningRate(0.1).weightDecay(bad), "adamw: weight decay " + bad);
            refused(() -> ParameterGroup.of("g", n -> true).weightDecay(bad), "group 'g': weight decay " + bad);
        }
        refused(
                () -> ParameterGroup.biasesAndNorms().weightDecay(1e-46),
                "group 'biases and norms': weight decay 1.0E-46");
        refused(
                () -> ParameterGroup.of("g", n -> true).weightDecay(-1),
                "group 'g': weight decay -1.0, expected a finite number of 0 or more; 0 is none");
        refused(
                () -> ParameterGroup.of("g", n -> true).learningRateFactor(-1),
                "group 'g': learning-rate factor -1.0, expected a finite number of 0 or more; freeze parameters with");
        refused(
                () -> ParameterGroup.of("g", n -> true).learningRateFactor(1e39),
                "group 'g': learning-rate factor 1.0E39, expected a finite number of 0 or more (as float32 it is Infinity)");
        assertThatCode(() ->
                        SGD.weightDecay(0).group(ParameterGroup.biasesAndNorms().weightDecay(0)))
                .doesNotThrowAnyException();
    }

    @Test
    void startOfTheAccumulator() {
        Adagrad adagrad = Adagrad.withLearningRate(0.1);
        refused(
                () -> adagrad.initialAccumulator(1e39),
                "adagrad: initial accumulator 1.0E39, expected a finite number of 0 or more (as float32 it is Infinity)");
        refused(() -> adagrad.initialAccumulator(1e-46), "adagrad: initial accumulator 1.0E-46");
        refused(() -> adagrad.initialAccumulator(-1), "adagrad: initial accumulator -1.0");
        assertThatCode(() -> adagrad.initialAccumulator(0)).doesNotThrowAnyException();
    }

    /** One that rounds to 1 would be an average that never moves. */
    @Test
    void decayOfTheAverage() {
        refused(
                () -> WeightAverage.withDecay(1 - 1e-9),
                "weight average: decay 0.999999999, expected 0 (inclusive) to 1 (exclusive) (as float32 it is 1.0);");
        for (double bad : new double[] {1, -0.1, Double.NaN}) {
            refused(() -> WeightAverage.withDecay(bad), "weight average: decay " + bad + ", expected 0 (inclusive)");
        }
        assertThatCode(() -> WeightAverage.withDecay(Math.nextDown(1f))).doesNotThrowAnyException();
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }
}

package dev.inkstone.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.StateUpdate;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Batch norm in training and in inference. In training a channel has at least four rows of some spread: with fewer the input's
 * gradient vanishes, as normalised values hardly depend on it, and there is nothing to compare but rounding. Factors and
 * statistics are such that a fused tanh or sigmoid is not all flat.
 */
@AddLifecycleHook(GradientTotals.class)
class NormalizationGradientTest {
    private static final float EPSILON = 1e-3f;

    @Property
    void batchNormInTraining(
            @ForAll @IntRange(min = 4, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 19) int channels,
            @ForAll Activation activation,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor[] all = {inputs.uniform(rows, channels), inputs.awayFromZero(0.1, channels), inputs.uniform(channels)};
        double[] spread = DoubleMath.variance(channels, Checked.doubles(all)[0]);
        Assume.that(java.util.Arrays.stream(spread).allMatch(variance -> variance > 0.05));
        GradientCheck.Reference before = v -> DoubleMath.normalize(
                v[0], DoubleMath.mean(channels, v[0]), DoubleMath.variance(channels, v[0]), EPSILON, v[1], v[2]);
        Assume.that(!DoubleActivation.nearCorner(activation, before.apply(Checked.doubles(all))));
        Checked.gradients(check(statistics(channels, inputs), activation, before, seed), all);
    }

    @Property
    void batchNormInInference(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 19) int channels,
            @ForAll Activation activation,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor[] all = {inputs.uniform(rows, channels), inputs.awayFromZero(0.1, channels), inputs.uniform(channels)};
        BatchNorm.Statistics statistics = statistics(channels, inputs);
        double[][] running =
                Checked.doubles(statistics.mean().value(), statistics.variance().value());
        GradientCheck.Reference before = v -> DoubleMath.normalize(v[0], running[0], running[1], EPSILON, v[1], v[2]);
        Assume.that(!DoubleActivation.nearCorner(activation, before.apply(Checked.doubles(all))));
        Checked.gradients(check(statistics, activation, before, seed).inference(), all);
    }

    @Property(tries = 20)
    void theStepUpdatesTheRunningStatisticsWithTheBiasedVariance(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 19) int channels,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        Tensor x = inputs.uniform(rows, channels);
        BatchNorm.Statistics statistics = statistics(channels, inputs);
        double[] mean = DoubleMath.mean(channels, Checked.doubles(x)[0]);
        double[] variance = DoubleMath.variance(channels, Checked.doubles(x)[0]);
        try (Tape tape = Tape.record(Position.START)) {
            Tensor gamma = tape.watch(inputs.uniform(channels));
            Tensor y = BatchNorm.batchNorm(tape, x, gamma, inputs.uniform(channels), statistics, Activation.LINEAR);
            var updates = tape.gradients(y, y).stateUpdates();

            assertThat(updates).hasSize(2);
            assertThat(updates.get(0).state()).isSameAs(statistics.mean());
            assertThat(updates.get(1).state()).isSameAs(statistics.variance());
            assertThat(updates).extracting(StateUpdate::momentum).containsExactly(0.9f, 0.9f);
            for (int c = 0; c < channels; c++) {
                assertThat(updates.get(0).batch().get(c)).isCloseTo((float) mean[c], within(1e-6f));
                assertThat(updates.get(1).batch().get(c)).isCloseTo((float) variance[c], within(1e-6f));
            }
        }
    }

    private static GradientCheck check(
            BatchNorm.Statistics statistics, Activation activation, GradientCheck.Reference before, long seed) {
        return GradientCheck.of((tape, v) -> BatchNorm.batchNorm(tape, v[0], v[1], v[2], statistics, activation))
                .against(v -> DoubleActivation.of(activation, before.apply(v)))
                .seed(seed)
                .limit(8);
    }

    private static BatchNorm.Statistics statistics(int channels, Inputs inputs) {
        Parameters parameters = new Parameters();
        State mean = parameters.declareState("mean", Shape.of(channels));
        State variance = parameters.declareState("variance", Shape.of(channels));
        parameters.allocate();
        for (int i = 0; i < channels; i++) {
            parameters.states()[i] = (float) inputs.between(-0.5, 0.5);
            parameters.states()[channels + i] = (float) inputs.between(0.5, 2);
        }
        return new BatchNorm.Statistics(mean, variance, 0.9f, EPSILON);
    }
}

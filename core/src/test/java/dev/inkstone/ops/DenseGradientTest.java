package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleActivation;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.tensor.Tensor;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Fully connected layers. Outputs before a fused activation keep away from its corner and from where it is flat. */
@AddLifecycleHook(GradientTotals.class)
class DenseGradientTest {
    @Property
    void denseWithBiasAndActivation(
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 3) int positions,
            @ForAll @IntRange(min = 1, max = 33) int in,
            @ForAll @IntRange(min = 1, max = 33) int out,
            @ForAll Activation activation,
            @ForAll boolean withBias,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int rows = batch * positions;
        Tensor x = positions == 1 ? inputs.uniform(batch, in) : inputs.uniform(batch, positions, in);
        Tensor weights = inputs.weights(in, in, out);
        Tensor[] all = withBias ? new Tensor[] {x, weights, inputs.uniform(out)} : new Tensor[] {x, weights};
        GradientCheck.Reference before =
                v -> DoubleMath.dense(rows, in, out, v[0], v[1], withBias ? v[2] : new double[0]);
        Assume.that(!DoubleActivation.nearCorner(activation, before.apply(Checked.doubles(all))));
        Checked.gradients(
                GradientCheck.of((tape, v) -> Dense.dense(tape, v[0], v[1], withBias ? v[2] : null, activation))
                        .against(v -> DoubleActivation.of(activation, before.apply(v)))
                        .seed(seed)
                        .limit(8),
                all);
    }
}

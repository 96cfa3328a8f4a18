package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.ops.reference.DoubleMath;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Softmax and its loss. With one class there is nothing to differentiate, so there are two or more. Softmax gets logits in [-1, 1),
 * so that no class takes nearly all: there p·(g − Σ p·g) cancels, and float32 itself is off by more than the tolerance of what is
 * left. Large logits are the conformance cases' matter.
 */
@AddLifecycleHook(GradientTotals.class)
class SoftmaxGradientTest {
    @Property
    void softmax(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Softmax.softmax(tape, v[0]))
                        .against(v -> DoubleMath.softmax(classes, v[0]))
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(rows, classes));
    }

    @Property
    void softmaxCrossEntropy(
            @ForAll @IntRange(min = 1, max = 33) int rows,
            @ForAll @IntRange(min = 2, max = 40) int classes,
            @ForAll boolean shard,
            @ForAll long seed) {
        Inputs inputs = new Inputs(seed);
        int[] labels = inputs.ints(rows, classes);
        int global = shard ? 2 * rows + 1 : rows;
        Checked.gradients(
                GradientCheck.of((tape, v) -> SoftmaxCrossEntropy.softmaxCrossEntropy(tape, v[0], IntTensor.of(labels)))
                        .at(shard ? Position.START.shard(rows, global) : Position.START)
                        .against(v -> new double[] {DoubleMath.crossEntropy(classes, v[0], labels, global)})
                        .seed(seed)
                        .limit(16),
                inputs.awayFromZero(1, rows, classes));
    }
}

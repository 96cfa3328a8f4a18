package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Ops that move or mask. Dropout stands at a fixed position; what it does to ones is the mask of the reference. */
@AddLifecycleHook(GradientTotals.class)
class ReshapeDropoutGradientTest {
    @Property
    void reshape(
            @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b,
            @ForAll @IntRange(min = 1, max = 5) int c,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Reshape.reshape(tape, v[0], c, -1))
                        .against(v -> v[0].clone())
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(a, b, c));
    }

    @Property
    void flatten(
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll long seed) {
        Checked.gradients(
                GradientCheck.of((tape, v) -> Activation.TANH.apply(tape, Reshape.flatten(tape, v[0])))
                        .against(v -> Arrays.stream(v[0]).map(Math::tanh).toArray())
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(batch, size, 2, 1));
    }

    @Property
    void dropout(
            @ForAll @IntRange(min = 1, max = 9) int batch,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @DoubleRange(max = 0.95) double rate,
            @ForAll @IntRange(max = 1000) int step,
            @ForAll long seed) {
        Position position = Position.START.at(seed, step);
        float[] mask;
        try (Tape tape = Tape.record(position)) {
            float[] ones = new float[batch * size];
            Arrays.fill(ones, 1f);
            mask = Dropout.dropout(tape, Tensor.of(Shape.of(batch, size), ones), (float) rate, "drop")
                    .toArray();
        }
        Checked.gradients(
                GradientCheck.of((tape, v) -> Dropout.dropout(tape, v[0], (float) rate, "drop"))
                        .at(position)
                        .against(v -> {
                            double[] y = v[0].clone();
                            Arrays.setAll(y, i -> y[i] * mask[i]);
                            return y;
                        })
                        .seed(seed)
                        .limit(16),
                new Inputs(seed).uniform(batch, size));
    }
}

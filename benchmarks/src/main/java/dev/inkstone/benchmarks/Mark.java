package dev.inkstone.benchmarks;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * A layer that passes its input on as a view and its gradient as it is, and notes when: so the time between two marks is that of the
 * layer between them, and nothing of the library has to be changed to see it.
 */
record Mark(StepTimes times, int index) implements LayerSpec {
    @Override
    public String kind() {
        return "mark";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        return Layer.of(input, this::pass);
    }

    private Tensor pass(Tensor x, Tape tape) {
        Tensor y = x.reshape(x.shape());
        times.forward[index] = times.now();
        return tape.record(
                "mark",
                y,
                (gradient, pass) -> {
                    times.backward[index] = times.now();
                    pass.pass(x, gradient);
                },
                x);
    }
}

package dev.inkstone.layers;

import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;

/** An activation on its own; most layers can apply one to their output at less cost. */
public record ActivationLayer(Activation activation) implements LayerSpec {
    @Override
    public String kind() {
        return "activation";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        return Layer.of(input, (x, tape) -> activation.apply(tape, x));
    }
}

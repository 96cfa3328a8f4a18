package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/** Probabilities over the last axis. Not before {@code softmaxCrossEntropy()}, which takes logits. */
public record Softmax() implements LayerSpec {
    @Override
    public String kind() {
        return "softmax";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Layers.requireClasses(context.label("softmax"), input);
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.Softmax.softmax(tape, x));
    }
}

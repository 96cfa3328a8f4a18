package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * Logarithms of probabilities over the last axis, without the overflow of a softmax and a logarithm. Not before {@code
 * softmaxCrossEntropy()}, which takes logits.
 */
public record LogSoftmax() implements LayerSpec {
    @Override
    public String kind() {
        return "log_softmax";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Layers.requireClasses(context.label("log_softmax"), input);
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.LogSoftmax.logSoftmax(tape, x));
    }
}

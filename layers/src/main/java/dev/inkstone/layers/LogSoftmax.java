package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;

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
        if (input.rank() == 0 || input.dim(-1) == 0) {
            throw new ShapeException(context.label("log_softmax") + ": input " + input + " has "
                    + (input.rank() == 0 ? "rank 0" : "no classes") + ", expected [..., classes] with at least one");
        }
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.LogSoftmax.logSoftmax(tape, x));
    }
}

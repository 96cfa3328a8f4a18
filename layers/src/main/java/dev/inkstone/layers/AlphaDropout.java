package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * Dropout for networks of SELU layers: in training, replaces each element with probability {@code rate} by what SELU gives far below
 * 0, and keeps mean and variance; nothing in inference. See {@link dev.inkstone.ops.AlphaDropout}.
 *
 * @param rate the share that is replaced, in [0, 1)
 */
public record AlphaDropout(float rate) implements LayerSpec {
    /** @throws IllegalArgumentException if the rate is out of range */
    public AlphaDropout {
        dev.inkstone.ops.Dropout.checkRate("alpha_dropout", rate);
    }

    @Override
    public String kind() {
        return "alpha_dropout";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String stream = context.path();
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.AlphaDropout.alphaDropout(tape, x, rate, stream));
    }
}

package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * In training, drops each element with probability {@code rate} and divides the others by {@code 1 − rate}; nothing in inference.
 *
 * @param rate the share that is dropped, in [0, 1)
 */
public record Dropout(float rate) implements LayerSpec {
    /** @throws IllegalArgumentException if the rate is out of range */
    public Dropout {
        dev.inkstone.ops.Dropout.checkRate("dropout", rate);
    }

    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        String stream = context.path();
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.Dropout.dropout(tape, x, rate, stream));
    }
}

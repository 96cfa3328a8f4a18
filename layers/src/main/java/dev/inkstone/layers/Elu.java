package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * The exponential linear unit: {@code alpha·(eˣ − 1)} below 0 (Clevert et al., 2015).
 *
 * @param alpha see {@link dev.inkstone.ops.Elu}
 */
public record Elu(float alpha) implements LayerSpec {
    /** @throws IllegalArgumentException if {@code alpha} is not finite */
    public Elu {
        dev.inkstone.ops.Elu.checkAlpha("elu", alpha);
    }

    @Override
    public String kind() {
        return "elu";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.Elu.elu(tape, x, alpha));
    }
}

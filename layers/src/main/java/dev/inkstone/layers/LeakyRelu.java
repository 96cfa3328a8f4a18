package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * The rectified linear unit with the slope {@code alpha} below 0 (Maas et al., 2013).
 *
 * @param alpha see {@link dev.inkstone.ops.LeakyRelu}
 */
public record LeakyRelu(float alpha) implements LayerSpec {
    /** @throws IllegalArgumentException if {@code alpha} is not finite */
    public LeakyRelu {
        dev.inkstone.ops.LeakyRelu.checkAlpha("leaky_relu", alpha);
    }

    @Override
    public String kind() {
        return "leaky_relu";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.LeakyRelu.leakyRelu(tape, x, alpha));
    }
}

package dev.inkstone.layers;

import dev.inkstone.ops.Reshape;
import dev.inkstone.tensor.Shape;

/** All dimensions of an example in one: {@code [7, 7, 32]} becomes {@code [1568]} in row-major order; nothing is copied. */
public record Flatten() implements LayerSpec {
    @Override
    public String kind() {
        return "flatten";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        return Layer.of(Shape.of(input.size()), (x, tape) -> Reshape.flatten(tape, x));
    }
}

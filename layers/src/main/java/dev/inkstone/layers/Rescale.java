package dev.inkstone.layers;

import static dev.inkstone.ops.Add.add;
import static dev.inkstone.ops.Multiply.multiply;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** {@code x · scale + offset}: preprocessing that is saved with the model, for example {@code rescale(1 / 255f)} for bytes. */
public record Rescale(float scale, float offset) implements LayerSpec {
    /** @throws IllegalArgumentException if a number is not finite */
    public Rescale {
        check(scale, offset);
    }

    static void check(double scale, double offset) {
        if (!Float.isFinite((float) scale) || !Float.isFinite((float) offset)) {
            throw new IllegalArgumentException(
                    "rescale: scale " + scale + ", offset " + offset + ", expected numbers that are finite as float32");
        }
    }

    @Override
    public String kind() {
        return "rescale";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Tensor factor = Tensor.scalar(scale);
        Tensor shift = Tensor.scalar(offset);
        return Layer.of(input, (x, tape) -> {
            Tensor scaled = multiply(tape, x, factor);
            return offset == 0f ? scaled : add(tape, scaled, shift);
        });
    }
}

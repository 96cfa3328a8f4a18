package dev.inkstone.layers;

import static dev.inkstone.ops.GlobalAveragePool2d.globalAveragePool2d;

import dev.inkstone.tensor.Shape;

/**
 * The mean of each channel over the whole image: {@code [height, width, channels]} to {@code [channels]}.
 *
 * @param keepDims whether the output is {@code [1, 1, channels]} instead
 */
public record GlobalAveragePool2d(boolean keepDims) implements LayerSpec {
    /** The same with or without axes of size 1 in place of height and width; default without. */
    public GlobalAveragePool2d keepDims(boolean keepDims) {
        return new GlobalAveragePool2d(keepDims);
    }

    @Override
    public String kind() {
        return "pool";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Shape output = dev.inkstone.ops.GlobalAveragePool2d.outputShape(
                context.label("global_average_pool2d"), input, keepDims);
        return Layer.of(output, (x, tape) -> globalAveragePool2d(tape, x, keepDims));
    }
}

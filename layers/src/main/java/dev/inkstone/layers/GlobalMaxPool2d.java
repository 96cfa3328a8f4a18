package dev.inkstone.layers;

import static dev.inkstone.ops.GlobalMaxPool2d.globalMaxPool2d;

import dev.inkstone.tensor.Shape;

/**
 * The largest value of each channel over the whole image: {@code [height, width, channels]} to {@code [channels]}.
 *
 * @param keepDims whether the output is {@code [1, 1, channels]} instead
 */
public record GlobalMaxPool2d(boolean keepDims) implements LayerSpec {
    /** The same with or without axes of size 1 in place of height and width; default without. */
    public GlobalMaxPool2d keepDims(boolean keepDims) {
        return new GlobalMaxPool2d(keepDims);
    }

    @Override
    public String kind() {
        return "pool";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Shape output =
                dev.inkstone.ops.GlobalMaxPool2d.outputShape(context.label("global_max_pool2d"), input, keepDims);
        return Layer.of(output, (x, tape) -> globalMaxPool2d(tape, x, keepDims));
    }
}

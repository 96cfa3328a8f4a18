package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * In training, drops each channel of {@code [height, width, channels]} as a whole with probability {@code rate} and divides the
 * others by {@code 1 − rate}; nothing in inference. See {@link dev.inkstone.ops.SpatialDropout2d}.
 *
 * @param rate the share that is dropped, in [0, 1)
 */
public record SpatialDropout2d(float rate) implements LayerSpec {
    /** @throws IllegalArgumentException if the rate is out of range */
    public SpatialDropout2d {
        dev.inkstone.ops.Dropout.checkRate("spatial_dropout2d", rate);
    }

    @Override
    public String kind() {
        return "spatial_dropout";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        dev.inkstone.ops.SpatialDropout2d.checkImage(context.label("spatial_dropout2d"), input);
        String stream = context.path();
        return Layer.of(input, (x, tape) -> dev.inkstone.ops.SpatialDropout2d.spatialDropout2d(tape, x, rate, stream));
    }
}

package dev.inkstone.layers;

import dev.inkstone.ops.Reshape;
import dev.inkstone.tensor.Shape;
import java.util.List;

/** Other dimensions for the elements of an example, one of which may be -1; nothing is copied. */
public record ReshapeTo(List<Integer> dims) implements LayerSpec {
    /** Copies the list. */
    public ReshapeTo {
        dims = List.copyOf(dims);
    }

    @Override
    public String kind() {
        return "reshape";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Shape output = input.reshape(dims.stream().mapToInt(Integer::intValue).toArray());
        return Layer.of(
                output,
                (x, tape) -> Reshape.reshape(
                        tape, x, output.prepend(x.shape().dim(0)).dims()));
    }
}

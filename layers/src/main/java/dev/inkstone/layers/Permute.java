package dev.inkstone.layers;

import dev.inkstone.ops.Transpose;
import dev.inkstone.tensor.Shape;
import java.util.List;

/**
 * The axes of an example in another order: axis i of the output is axis {@code order.get(i)} of the input. 0 is the first axis
 * behind the batch (Keras counts from 1).
 */
public record Permute(List<Integer> order) implements LayerSpec {
    /** Copies the list. */
    public Permute {
        order = List.copyOf(order);
    }

    @Override
    public String kind() {
        return "permute";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
        Shape output = Transpose.outputShape(context.label("permute"), input, axes);
        int[] batched = new int[axes.length + 1];
        for (int i = 0; i < axes.length; i++) {
            batched[i + 1] = axes[i] + 1;
        }
        return Layer.of(output, (x, tape) -> Transpose.transpose(tape, x, batched));
    }
}

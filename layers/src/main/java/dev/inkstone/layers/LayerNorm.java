package dev.inkstone.layers;

import static dev.inkstone.ops.LayerNorm.layerNorm;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation: each example by itself, along some of its axes; parameters {@code gamma} (ones) and {@code beta} (zeros),
 * of the sizes of these axes in ascending order. The same in training and in inference.
 *
 * @param axes of an example, so that 0 is the one behind the batch; negative ones count from the end
 * @param epsilon added to the variance under the root, above 0
 */
public record LayerNorm(List<Integer> axes, float epsilon) implements LayerSpec {
    /** @throws IllegalArgumentException if there are no axes, or {@code epsilon} is out of range */
    public LayerNorm {
        axes = List.copyOf(axes);
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("layer_norm: axes [], expected at least one; -1 is the last one");
        }
        dev.inkstone.ops.LayerNorm.checkEpsilon("layer_norm", epsilon);
    }

    /** The same along these axes; default the last one. */
    public LayerNorm axes(int... axes) {
        return new LayerNorm(Arrays.stream(axes).boxed().toList(), epsilon);
    }

    /** The same with this epsilon; default 1e-3. */
    public LayerNorm epsilon(double epsilon) {
        return new LayerNorm(axes, (float) epsilon);
    }

    @Override
    public String kind() {
        return "ln";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        int[] own = axes.stream().mapToInt(Integer::intValue).toArray();
        Shape sizes = dev.inkstone.ops.LayerNorm.parameterShape(context.label("layer_norm"), input, own);
        Parameter gamma = context.parameter("gamma", sizes, Initializers.ones());
        Parameter beta = context.parameter("beta", sizes, Initializers.zeros());
        int[] fromEnd =
                Arrays.stream(own).map(i -> i < 0 ? i : i - input.rank()).toArray();
        return Layer.of(input, (x, tape) -> layerNorm(tape, x, tape.use(gamma), tape.use(beta), epsilon, fromEnd));
    }
}

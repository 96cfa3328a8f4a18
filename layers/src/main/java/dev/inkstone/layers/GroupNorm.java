package dev.inkstone.layers;

import static dev.inkstone.ops.GroupNorm.groupNorm;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.tensor.Shape;

/**
 * Group normalisation: each example by itself, over all pixels and a group of neighbouring channels (last axis); parameters
 * {@code gamma} (ones) and {@code beta} (zeros), both {@code [channels]}. The same in training and in inference. As many groups
 * as channels give instance normalisation.
 *
 * @param groups a divisor of the number of channels
 * @param epsilon added to the variance under the root, above 0
 */
public record GroupNorm(int groups, float epsilon) implements LayerSpec {
    /** @throws IllegalArgumentException if {@code groups} is below 1, or {@code epsilon} out of range */
    public GroupNorm {
        Layers.positive("group_norm", "groups", groups);
        dev.inkstone.ops.LayerNorm.checkEpsilon("group_norm", epsilon);
    }

    /** The same with this epsilon; default 1e-3. */
    public GroupNorm epsilon(double epsilon) {
        return new GroupNorm(groups, (float) epsilon);
    }

    @Override
    public String kind() {
        return "gn";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        dev.inkstone.ops.GroupNorm.checkGroups(context.label("group_norm"), input, groups);
        Shape channels = Shape.of(input.dim(-1));
        Parameter gamma = context.parameter("gamma", channels, Initializers.ones());
        Parameter beta = context.parameter("beta", channels, Initializers.zeros());
        return Layer.of(input, (x, tape) -> groupNorm(tape, x, tape.use(gamma), tape.use(beta), groups, epsilon));
    }
}

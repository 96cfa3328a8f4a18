package dev.inkstone.layers;

import static dev.inkstone.ops.BatchNorm.batchNorm;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.BatchNorm.Statistics;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;

/**
 * Batch normalisation over all but the last axis; parameters {@code gamma} (ones) and {@code beta} (zeros), state {@code
 * running_mean} (zeros) and {@code running_variance} (ones), all {@code [channels]}.
 *
 * @param momentum the share of the old running statistics, in [0, 1)
 * @param epsilon added to the variance under the root, above 0
 * @param activation applied to the output
 */
public record BatchNorm(float momentum, float epsilon, Activation activation) implements LayerSpec {
    /** @throws IllegalArgumentException if a constant is out of range */
    public BatchNorm {
        dev.inkstone.ops.BatchNorm.checkConstants("batch_norm", momentum, epsilon);
    }

    /** The same with this momentum; default 0.99. */
    public BatchNorm momentum(double momentum) {
        return new BatchNorm((float) momentum, epsilon, activation);
    }

    /** The same with this epsilon; default 1e-3. */
    public BatchNorm epsilon(double epsilon) {
        return new BatchNorm(momentum, (float) epsilon, activation);
    }

    /** The same with this activation; default {@link Activation#LINEAR}. */
    public BatchNorm activation(Activation activation) {
        return new BatchNorm(momentum, epsilon, activation);
    }

    @Override
    public String kind() {
        return "bn";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        if (input.rank() < 1) {
            throw new ShapeException(
                    context.label("batch_norm") + ": input " + input + " has rank 0, expected [..., channels]");
        }
        Shape channels = Shape.of(input.dim(-1));
        Parameter gamma = context.parameter("gamma", channels, Initializers.ones());
        Parameter beta = context.parameter("beta", channels, Initializers.zeros());
        Statistics statistics = new Statistics(
                context.state("running_mean", channels, 0f),
                context.state("running_variance", channels, 1f),
                momentum,
                epsilon);
        return Layer.of(
                input, (x, tape) -> batchNorm(tape, x, tape.use(gamma), tape.use(beta), statistics, activation));
    }
}

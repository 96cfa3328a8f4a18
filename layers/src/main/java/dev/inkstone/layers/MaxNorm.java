package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;

/**
 * A layer whose weights are kept short: after every step the weights that lead to one output (for each index of the last axis,
 * or of the last two of a depthwise kernel, the norm over all others) are scaled down to {@code limit} where their norm is above
 * (Srivastava and others, Dropout, 2014).
 * Holds for its kernels and tables ({@link Parameter#isKernel}); see {@link LayerSpec#maxNorm}.
 *
 * @param layer what is limited, with all layers in it
 * @param limit the largest norm
 */
public record MaxNorm(LayerSpec layer, double limit) implements LayerSpec {
    /** @throws IllegalArgumentException if the limit is not a finite number above 0 */
    public MaxNorm {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "max_norm: limit " + limit + ", expected a finite number above 0; 3 is a common one");
        }
    }

    @Override
    public MaxNorm defaultActivation(Activation activation) {
        return new MaxNorm(layer.defaultActivation(activation), limit);
    }

    @Override
    public String kind() {
        return layer.kind();
    }

    @Override
    public LayerSpec bare() {
        return layer.bare();
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Layer built = layer.build(context, input);
        context.declared().stream()
                .filter(Parameter::isKernel)
                .forEach(parameter -> context.limitNorm(parameter, limit));
        return built;
    }
}

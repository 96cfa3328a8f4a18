package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Penalty;
import dev.inkstone.tensor.Shape;

/**
 * A layer whose weights are penalised: {@code l1·Σ|w| + l2·Σw²} is added to the loss ({@link Model#penalized}) for each of its
 * kernels and tables ({@link Parameter#isKernel}), not for biases and norms; see {@link LayerSpec#regularized}.
 *
 * @param layer what is penalised, with all layers in it
 * @param l1 factor of the absolute values
 * @param l2 factor of the squares
 */
public record Regularized(LayerSpec layer, double l1, double l2) implements LayerSpec {
    /** @throws IllegalArgumentException if a factor is not a finite number of 0 or more */
    public Regularized {
        Penalty.checkFactors("regularized", l1, l2);
    }

    @Override
    public Regularized defaultActivation(Activation activation) {
        return new Regularized(layer.defaultActivation(activation), l1, l2);
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
                .forEach(parameter -> context.penalize(parameter, l1, l2));
        return built;
    }
}

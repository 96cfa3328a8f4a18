package dev.inkstone.layers;

import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;

/** A layer with a name of its own, see {@link LayerSpec#named}. */
public record Named(String name, LayerSpec layer) implements LayerSpec {
    /** @throws IllegalArgumentException if the name is empty or contains a slash */
    public Named {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("layer name '" + name + "', expected some characters without a slash;"
                    + " slashes separate a layer from the block it stands in");
        }
    }

    @Override
    public Named defaultActivation(Activation activation) {
        return new Named(name, layer.defaultActivation(activation));
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
        return layer.build(context, input);
    }

    @Override
    public Named regularized(double l1, double l2) {
        return new Named(name, layer.regularized(l1, l2));
    }

    @Override
    public Named maxNorm(double limit) {
        return new Named(name, layer.maxNorm(limit));
    }
}

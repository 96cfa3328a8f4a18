package dev.inkstone.benchmarks;

import dev.inkstone.layers.ActivationLayer;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Dense;
import dev.inkstone.layers.Flatten;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.MaxPool2d;
import dev.inkstone.ops.Activation;

/**
 * The work of a layer in one training step, from its shapes.
 *
 * @param layer with the shapes of one example
 * @param batch examples
 * @param first whether no layer before it has parameters, so that nobody wants the gradient of its input
 */
record LayerWork(LayerInfo layer, int batch, boolean first) {
    /** Reads the input and the parameters, writes the output; max pooling also writes where the largest were. */
    Work forward() {
        if (layer.spec() instanceof Flatten) {
            return Work.NONE;
        }
        double places = layer.spec() instanceof MaxPool2d ? output() : 0;
        return new Work(products(), 4 * (input() + output() + places + layer.parameters()));
    }

    /**
     * Reads the output's gradient and what forward kept: the input (layers with parameters), the output (activations), the places
     * (max pooling). Writes the gradients of parameters and input.
     */
    Work backward() {
        if (layer.spec() instanceof Flatten || first && layer.parameters() == 0) {
            return Work.NONE;
        }
        boolean weights = layer.parameters() > 0;
        double kept = (weights ? input() : 0) + (keepsOutput() ? output() : 0);
        double read = output() + kept + (first ? 0 : layer.parameters());
        double written = layer.parameters() + (first ? 0 : input());
        return new Work((first ? 1 : 2) * products(), 4 * (read + written));
    }

    private boolean keepsOutput() {
        LayerSpec spec = layer.spec();
        return spec instanceof MaxPool2d || spec instanceof ActivationLayer || activation(spec) != Activation.LINEAR;
    }

    private static Activation activation(LayerSpec spec) {
        Activation chosen = spec instanceof Conv2d conv
                ? conv.activation()
                : spec instanceof Dense dense
                        ? dense.activation()
                        : spec instanceof BatchNorm norm ? norm.activation() : null;
        return chosen == null ? Activation.LINEAR : chosen;
    }

    /** Operations of the products in one direction. */
    private double products() {
        double output = output();
        if (layer.spec() instanceof Conv2d conv) {
            int channels = layer.input().dim(2) / conv.options().groups();
            return 2 * output * conv.kernelHeight() * conv.kernelWidth() * channels;
        }
        return layer.spec() instanceof Dense ? 2 * output * layer.input().dim(-1) : 0;
    }

    private double input() {
        return (double) batch * layer.input().size();
    }

    private double output() {
        return (double) batch * layer.output().size();
    }
}

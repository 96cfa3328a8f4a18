package dev.inkstone.peers.driver;

import static java.util.Objects.requireNonNull;

import dev.inkstone.layers.ActivationLayer;
import dev.inkstone.layers.AveragePool2d;
import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Dense;
import dev.inkstone.layers.Dropout;
import dev.inkstone.layers.Flatten;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.MaxPool2d;
import dev.inkstone.layers.Sequential;
import dev.inkstone.ops.Activation;
import dev.inkstone.peers.work.Stage;
import java.util.List;

/** Says Inkstone's layers in words that belong to no library; what has no such words is refused, never approximated. */
final class Stages {
    private Stages() {}

    static List<Stage> of(Sequential layers) {
        return layers.defaultActivation(Activation.LINEAR).layers().stream()
                .map(Stages::stage)
                .toList();
    }

    private static Stage stage(LayerSpec layer) {
        Stage stage = translated(layer);
        if (!back(stage, layer).equals(layer)) {
            throw new IllegalArgumentException(layer + " is more than '" + stage + "' says");
        }
        return stage;
    }

    private static Stage translated(LayerSpec layer) {
        if (layer instanceof Conv2d c) {
            return new Stage.Convolution(
                    c.filters(), c.kernelHeight(), c.options().strideHeight(), named(requireNonNull(c.activation())));
        } else if (layer instanceof Dense d) {
            return new Stage.Dense(d.units(), named(requireNonNull(d.activation())));
        } else if (layer instanceof MaxPool2d p) {
            return new Stage.Pool(true, p.window().height());
        } else if (layer instanceof AveragePool2d p) {
            return new Stage.Pool(false, p.window().height());
        } else if (layer instanceof BatchNorm b) {
            return new Stage.BatchNorm(b.momentum(), b.epsilon(), named(b.activation()));
        } else if (layer instanceof ActivationLayer a) {
            return new Stage.Activate(named(a.activation()));
        } else if (layer instanceof Dropout d) {
            return new Stage.Dropout(d.rate());
        } else if (layer instanceof Flatten) {
            return new Stage.Flatten();
        }
        throw new IllegalArgumentException(layer + " has no counterpart in the other libraries");
    }

    /** What the stage stands for, with the initialisers of {@code original}: weights are handed over apart. */
    private static LayerSpec back(Stage stage, LayerSpec original) {
        if (stage instanceof Stage.Convolution c) {
            return new Conv2d(
                    c.filters(),
                    c.kernel(),
                    c.kernel(),
                    Layers.conv2d(1, 1).stride(c.stride()).options(),
                    Activation.valueOf(c.activation().name()),
                    true,
                    ((Conv2d) original).kernelInitializer());
        } else if (stage instanceof Stage.Dense d) {
            return new Dense(
                    d.units(), Activation.valueOf(d.activation().name()), true, ((Dense) original).kernelInitializer());
        } else if (stage instanceof Stage.Pool p) {
            return p.largest() ? Layers.maxPool2d(p.size()) : Layers.averagePool2d(p.size());
        }
        return original; // the others say all of their numbers
    }

    private static Stage.Activation named(Activation activation) {
        return Stage.Activation.valueOf(activation.name());
    }
}

package dev.inkstone.estimator;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Sequential;
import dev.inkstone.tensor.Shape;
import java.util.List;

/**
 * What is saved of a network that has no name of its own: the layers that it made.
 *
 * @param layers of the network, without the scaling of inputs
 * @param outputs how many they were made for
 */
record SavedLayers(List<LayerSpec> layers, int outputs) implements Network {
    SavedLayers {
        layers = List.copyOf(layers);
    }

    @Override
    public Sequential layers(Shape input, int outputs) {
        if (outputs != this.outputs) {
            throw new IllegalArgumentException("network: " + outputs + " outputs, expected " + this.outputs
                    + ", for which the loaded layers were made; build a new estimator with the network itself");
        }
        return new Sequential(layers);
    }
}

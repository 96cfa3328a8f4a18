package dev.inkstone.estimator;

import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Sequential;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Layers that a dense layer for the outputs follows. */
record Body(List<LayerSpec> layers) implements Network {
    Body {
        layers = List.copyOf(layers);
    }

    @Override
    public Sequential layers(Shape input, int outputs) {
        List<LayerSpec> all = new ArrayList<>(layers);
        all.add(Layers.dense(outputs));
        return new Sequential(all);
    }
}

package dev.inkstone;

import dev.inkstone.layers.BuildContext;
import dev.inkstone.layers.Layer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.tensor.Shape;

/** Layers of a user who shows nobody what they are made of. */
public final class OwnLayers {
    private OwnLayers() {}

    /** A layer with a parameter of its own around another layer. */
    public static LayerSpec scaled(LayerSpec inner) {
        return new Scaled(inner);
    }

    private record Scaled(LayerSpec inner) implements LayerSpec {
        @Override
        public String kind() {
            return "scaled";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            context.parameter("factor", Shape.of(1), Initializers.ones());
            return context.child(inner, input);
        }
    }
}

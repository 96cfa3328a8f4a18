package dev.inkstone.layers;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Layers one after the other. */
public record Sequential(List<LayerSpec> layers) implements LayerSpec {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if a layer is null
     */
    public Sequential {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) == null) { // List.copyOf would not say which
                throw new IllegalArgumentException(
                        "layers: number " + (i + 1) + " of " + layers.size() + " is null, expected a layer");
            }
        }
        layers = List.copyOf(layers);
    }

    @Override
    public Sequential defaultActivation(Activation activation) {
        return new Sequential(layers.stream()
                .map(layer -> layer.defaultActivation(activation))
                .toList());
    }

    @Override
    public String kind() {
        return "sequential";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        List<Layer> built = new ArrayList<>();
        Shape shape = input;
        for (LayerSpec spec : layers) {
            Layer layer = context.child(spec, shape);
            built.add(layer);
            shape = layer.outputShape();
        }
        return Layer.of(shape, (x, tape) -> chain(built, x, tape));
    }

    private static Tensor chain(List<Layer> layers, Tensor input, Tape tape) {
        int mark = tape.mark();
        Tensor x = input;
        for (Layer layer : layers) {
            x = layer.forward(x, tape);
            tape.releaseExcept(mark, x);
        }
        return x;
    }
}

package dev.inkstone.mnist.plots;

import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer of a built model with the layers in it.
 *
 * @param info its name, spec and shapes
 * @param inner the layers that it consists of, in order; empty for most
 */
record LayerNode(LayerInfo info, List<LayerNode> inner) {
    /** The layers of a model, which lists them one after the other, inner ones behind what they stand in. */
    static List<LayerNode> of(Model model) {
        return children(model.layers(), 0, model.layers().size(), 0);
    }

    private static List<LayerNode> children(List<LayerInfo> layers, int from, int to, int depth) {
        List<LayerNode> nodes = new ArrayList<>();
        for (int i = from; i < to; ) {
            int next = i + 1;
            while (next < to && layers.get(next).depth() > depth) {
                next++;
            }
            nodes.add(new LayerNode(layers.get(i), children(layers, i + 1, next, depth + 1)));
            i = next;
        }
        return nodes;
    }

    /** The spec without names and rules around it. */
    LayerSpec spec() {
        return info.spec().bare();
    }

    /** The last part of the path. */
    String name() {
        return info.path().substring(info.path().lastIndexOf('/') + 1);
    }
}

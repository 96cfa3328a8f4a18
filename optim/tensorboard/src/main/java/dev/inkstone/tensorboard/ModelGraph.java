package dev.inkstone.tensorboard;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.State;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Parallel;
import dev.inkstone.layers.Residual;
import dev.inkstone.layers.Sequential;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model as a TensorFlow {@code GraphDef}, for the Graphs tab: a layer with weights is a box with an operation and the weights, a
 * block is a box with its layers. What a block of an own kind does with the layers in it is not known; they are drawn one behind the
 * other.
 */
final class ModelGraph {
    private final Proto graph = new Proto();
    private final Set<String> names = new HashSet<>();
    private final Map<String, List<LayerInfo>> layers = new HashMap<>();
    private final Map<String, List<Weight>> weights = new HashMap<>();

    private record Weight(String name, String kind, Shape shape) {}

    private ModelGraph(Model model) {
        model.layers()
                .forEach(layer -> layers.computeIfAbsent(parent(layer.path()), key -> new ArrayList<>())
                        .add(layer));
        for (Parameter parameter : model.parameters().list()) {
            weight(new Weight(parameter.name(), "Parameter", parameter.shape()));
        }
        for (State state : model.parameters().stateList()) {
            weight(new Weight(state.name(), "State", state.shape()));
        }
    }

    private void weight(Weight weight) {
        weights.computeIfAbsent(parent(weight.name), key -> new ArrayList<>()).add(weight);
    }

    static Proto of(Model model) {
        ModelGraph graph = new ModelGraph(model);
        Node input = new Node(graph.free("input"), "Placeholder").output(batch(model.inputShape()));
        graph.add(input);
        graph.chain(graph.inside(""), input.name());
        return graph.graph;
    }

    private List<LayerInfo> inside(String path) {
        return layers.getOrDefault(path, List.of());
    }

    private String layer(LayerInfo layer, String input) {
        Attributes attributes = Attributes.of(layer.spec());
        if (attributes.spec() instanceof Sequential) {
            return chain(inside(layer.path()), input);
        }
        if (attributes.spec() instanceof Residual residual) {
            return sum(layer, residual, input);
        }
        return attributes.spec() instanceof Parallel parallel
                ? concat(layer, parallel, input)
                : operation(layer, attributes, input);
    }

    private String sum(LayerInfo layer, Residual residual, String input) {
        List<LayerInfo> body = new ArrayList<>(inside(layer.path()));
        List<LayerInfo> side = new ArrayList<>();
        if (residual.shortcut() != null) {
            side.add(body.remove(body.size() - 1)); // it is built last
        }
        List<String> terms = List.of(chain(side, input), chain(body, input));
        return node(layer.path() + "/Add", "Add", layer.output(), terms, Map.of("activation", residual.activation()));
    }

    private String concat(LayerInfo layer, Parallel parallel, String input) {
        List<String> branches = inside(layer.path()).stream()
                .map(branch -> layer(branch, input))
                .toList();
        return node(layer.path() + "/Concat", "Concat", layer.output(), branches, Map.of("axis", parallel.axis()));
    }

    private String chain(List<LayerInfo> chain, String input) {
        String last = input;
        for (LayerInfo layer : chain) {
            last = layer(layer, last);
        }
        return last;
    }

    private String operation(LayerInfo layer, Attributes attributes, String input) {
        String path = layer.path();
        List<String> inputs = new ArrayList<>(List.of(chain(inside(path), input)));
        weights.getOrDefault(path, List.of()).forEach(weight -> inputs.add(weightNode(weight)));
        boolean alone = inputs.size() == 1 && inside(path).isEmpty(); // a box would hold nothing else
        String name = alone ? path : path + "/" + attributes.operation();
        return node(name, attributes.operation(), layer.output(), inputs, attributes.values());
    }

    private String weightNode(Weight weight) {
        Node node = new Node(free(weight.name), weight.kind).output(weight.shape.dims());
        add(node);
        return node.name();
    }

    private String node(String name, String operation, Shape shape, List<String> inputs, Map<String, Object> values) {
        Node node = new Node(free(name), operation);
        inputs.forEach(node::input);
        values.forEach(node::attribute);
        add(node.output(batch(shape)));
        return node.name();
    }

    private void add(Node node) {
        graph.message(1, node.toProto());
    }

    /** The name with characters that TensorFlow allows, and unlike those of all nodes before. */
    private String free(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_./-]", "_");
        String free = plain;
        for (int i = 1; !names.add(free); i++) {
            free = plain + "_" + i;
        }
        return free;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static int[] batch(Shape shape) {
        int[] dims = shape.prepend(1).dims();
        dims[0] = -1;
        return dims;
    }
}

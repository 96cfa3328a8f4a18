package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layers of a model that hold no others, and which parameters are whose. */
final class Anatomy {
    private final Map<String, LayerInfo> leaves = new LinkedHashMap<>();
    private final Map<String, List<Parameter>> parameters = new LinkedHashMap<>();

    Anatomy(Model model) {
        for (Parameter parameter : model.parameters().list()) {
            parameters
                    .computeIfAbsent(ownerOf(parameter), path -> new ArrayList<>())
                    .add(parameter);
        }
        List<LayerInfo> layers = model.layers();
        for (int i = 0; i < layers.size(); i++) {
            String path = layers.get(i).path();
            boolean holdsOthers =
                    i + 1 < layers.size() && layers.get(i + 1).path().startsWith(path + "/");
            if (!holdsOthers || parameters.containsKey(path)) {
                leaves.put(path, layers.get(i));
            }
        }
    }

    /** The path of the layer that declared a parameter. */
    static String ownerOf(Parameter parameter) {
        return parameter.name().substring(0, Math.max(0, parameter.name().lastIndexOf('/')));
    }

    /** In the order of the forward pass. */
    Iterable<LayerInfo> leaves() {
        return leaves.values();
    }

    boolean isLeaf(String path) {
        return leaves.containsKey(path);
    }

    /** What it was built from, without names, penalties and limits around it. */
    LayerSpec spec(String path) {
        LayerInfo layer = leaves.get(path);
        if (layer == null) {
            throw new IllegalArgumentException("layer '" + path + "': unknown, expected one of " + leaves.keySet());
        }
        return layer.spec().bare();
    }

    /** Those that the layer declared itself. */
    List<Parameter> parametersOf(String path) {
        return parameters.getOrDefault(path, List.of());
    }

    /** Its kernels and tables: no biases, no norms. */
    List<Parameter> kernelsOf(String path) {
        return parametersOf(path).stream().filter(Parameter::isKernel).toList();
    }
}

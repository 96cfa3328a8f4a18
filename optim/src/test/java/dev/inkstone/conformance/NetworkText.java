package dev.inkstone.conformance;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;

import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.Dense;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.ops.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Layers from the text of a network case: {@code conv 16 3x3 stride 1 SAME, relu; maxpool 2x2; flatten; dense 10}. */
final class NetworkText {
    private final Case c;
    private final List<LayerSpec> layers = new ArrayList<>();

    private NetworkText(Case c) {
        this.c = c;
    }

    static LayerSpec[] layers(Case c) {
        NetworkText text = new NetworkText(c);
        for (String block : c.text("network").split(";")) {
            boolean first = true;
            for (String part : block.split(",")) {
                text.add(part.trim().split(" "), first);
                first = false;
            }
        }
        return text.layers.toArray(LayerSpec[]::new);
    }

    private void add(String[] words, boolean first) {
        switch (words[0]) {
            case "conv" -> layers.add(conv(words));
            case "dense" -> layers.add(dense(Integer.parseInt(words[1])).bias(!says(words, "without")));
            case "maxpool" -> layers.add(maxPool2d(size(words[1])));
            case "avgpool" -> layers.add(averagePool2d(size(words[1])));
            case "flatten" -> layers.add(flatten());
            case "batch" ->
                layers.add(
                        batchNorm().momentum(c.number("batch_norm_momentum")).epsilon(c.number("batch_norm_epsilon")));
            default -> {
                Activation function = Activation.valueOf(words[0].toUpperCase(Locale.ROOT));
                layers.add(first ? activation(function) : fused(layers.remove(layers.size() - 1), function));
            }
        }
    }

    private static LayerSpec conv(String[] words) {
        int stride =
                says(words, "stride") ? Integer.parseInt(words[List.of(words).indexOf("stride") + 1]) : 1;
        return conv2d(Integer.parseInt(words[1]), size(words[2])).stride(stride).bias(!says(words, "without"));
    }

    private static LayerSpec fused(LayerSpec layer, Activation function) {
        if (layer instanceof Conv2d conv) {
            return conv.activation(function);
        }
        if (layer instanceof Dense dense) {
            return dense.activation(function);
        }
        return ((BatchNorm) layer).activation(function);
    }

    private static boolean says(String[] words, String word) {
        return List.of(words).contains(word);
    }

    private static int size(String square) {
        return Integer.parseInt(square.substring(0, square.indexOf('x')));
    }
}

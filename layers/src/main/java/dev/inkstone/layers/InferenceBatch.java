package dev.inkstone.layers;

import java.util.List;

/** How many examples inference computes at a time. */
final class InferenceBatch {
    private static final int MOST = 100;

    /** What the activations of a piece may take. */
    private static final long BYTES = 16 << 20;

    private InferenceBatch() {}

    /** As many as fit, at least 1. */
    static int of(List<LayerInfo> layers) {
        long largest = layers.stream()
                .mapToLong(layer -> valuesAlive(layer, layers))
                .max()
                .orElse(0);
        return (int) Math.max(1, Math.min(MOST, BYTES / (4 * Math.max(1, largest))));
    }

    /** Input and output of a layer, and of the blocks around it: a residual keeps its input and its shortcut. */
    private static long valuesAlive(LayerInfo layer, List<LayerInfo> layers) {
        return layers.stream()
                .filter(around -> (layer.path() + "/").startsWith(around.path() + "/"))
                .mapToLong(
                        around -> (long) around.input().size() + around.output().size())
                .sum();
    }
}

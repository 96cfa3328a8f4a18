package dev.inkstone.layers;

import dev.inkstone.tensor.Shape;

/**
 * One layer of a built model.
 *
 * @param path its name with the names of the blocks around it, {@code block1/conv}
 * @param spec what it was built from
 * @param input the shape of one example before it
 * @param output the shape of one example behind it
 * @param parameters its trainable values, those of inner layers included
 */
public record LayerInfo(String path, LayerSpec spec, Shape input, Shape output, int parameters) {
    /** How many blocks it stands in. */
    public int depth() {
        return (int) path.chars().filter(c -> c == '/').count();
    }
}

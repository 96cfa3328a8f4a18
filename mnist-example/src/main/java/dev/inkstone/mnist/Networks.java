package dev.inkstone.mnist;

import dev.inkstone.layers.Sequential;

/** The layers of the recipes that {@code train --model NAME} knows, for programs that train them their own way. */
public final class Networks {
    private Networks() {}

    /**
     * Layers from an image {@code [28, 28, 1]} with values in [0, 1] to ten logits.
     *
     * @param name as given to {@code --model}: {@code cnn}
     * @throws IllegalArgumentException if there is no such recipe; names those that there are
     */
    public static Sequential named(String name) {
        try {
            return Recipe.named(name).layers();
        } catch (BadInputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}

package dev.inkstone.mnist;

import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Optimizer;
import java.util.List;
import java.util.stream.StreamSupport;

/** The recipes that {@code train --model NAME} knows, for programs that train them their own way. */
public final class Networks {
    private Networks() {}

    /** The names of all, the default first. */
    public static List<String> names() {
        return StreamSupport.stream(new Recipe.Names().spliterator(), false).toList();
    }

    /**
     * Layers from an image {@code [28, 28, 1]} with values in [0, 1] to ten logits.
     *
     * @param name as given to {@code --model}: {@code cnn}
     * @throws IllegalArgumentException if there is no such recipe; names those that there are
     */
    public static Sequential named(String name) {
        return recipe(name).layers();
    }

    /**
     * A new optimizer with the learning rate of the recipe, which may change from step to step.
     *
     * @throws IllegalArgumentException if there is no such recipe
     */
    public static Optimizer optimizer(String name) {
        Recipe recipe = recipe(name);
        long stepsPerEpoch = (Mnist.TRAIN_SIZE - Mnist.VALIDATION_SIZE - 1) / recipe.batch() + 1;
        return recipe.optimizer(recipe.learningRate(), recipe.epochs() * stepsPerEpoch);
    }

    /**
     * How many images a step has.
     *
     * @throws IllegalArgumentException if there is no such recipe
     */
    public static int batch(String name) {
        return recipe(name).batch();
    }

    private static Recipe recipe(String name) {
        try {
            return Recipe.named(name);
        } catch (BadInputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}

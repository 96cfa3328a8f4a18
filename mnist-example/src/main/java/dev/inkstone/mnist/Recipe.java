package dev.inkstone.mnist;

import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.EarlyStopping;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network and how it is trained; options of the command line replace the numbers.
 *
 * @param name as given to {@code --model}
 * @param layers from an image {@code [28, 28, 1]} with values in [0, 1] to ten logits
 * @param optimizer made from a learning rate
 * @param learningRate of the optimizer
 * @param batch images in a step
 * @param epochs passes through the training images
 * @param earlyStopping a new one for each run; it restores the best weights. Null to train all epochs and keep the last ones
 */
record Recipe(
        String name,
        Sequential layers,
        DoubleFunction<Optimizer> optimizer,
        double learningRate,
        int batch,
        int epochs,
        @Nullable Supplier<EarlyStopping> earlyStopping) {
    /** All that there are; the first is the default. */
    private static final List<Recipe> ALL = List.of(
            Cnn.recipe(), Mlp.recipe(), LeNet.recipe(), StridedCnn.recipe(), BatchNormCnn.recipe(), Conv5.recipe());

    /** The name of the default. */
    static String defaultName() {
        return ALL.get(0).name();
    }

    /** A recipe by its name. */
    static Recipe named(String name) throws BadInputException {
        for (Recipe recipe : ALL) {
            if (recipe.name().equals(name)) {
                return recipe;
            }
        }
        throw new BadInputException(
                "--model: '" + name + "' is unknown, expected one of: " + String.join(", ", new Names()));
    }

    /** The names of all, for {@code --help}. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(Recipe::name).iterator();
        }
    }
}

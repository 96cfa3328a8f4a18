package dev.inkstone.mnist;

import dev.inkstone.data.Augmentation;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Schedule;
import dev.inkstone.training.WeightAverage;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A network and how it is trained; options of the command line replace the numbers.
 *
 * @param name as given to {@code --model}
 * @param layers from an image {@code [28, 28, 1]} with values in [0, 1] to ten logits
 * @param augmentation what happens to each training image, in each epoch anew; null for nothing
 * @param optimizer made from a schedule of learning rates
 * @param learningRate of the first step; the largest where the decay begins by rising to it
 * @param decay of the learning rate
 * @param batch images in a step
 * @param epochs passes through the training images, at most
 * @param validateEverySteps steps from one look at the validation images to the next; there is one at the end of each epoch in
 *     any case. 0 for only these
 * @param patienceSteps training stops at the first look so many steps after the best one; 0 for never
 * @param restoresBest whether the weights that validated best are kept, and not the last ones
 * @param averageDecay of a moving average of the weights that validates and is kept in their place; 0 for none
 */
record Recipe(
        String name,
        Sequential layers,
        @Nullable Augmentation augmentation,
        Function<Schedule, Optimizer> optimizer,
        double learningRate,
        Decay decay,
        int batch,
        int epochs,
        int validateEverySteps,
        int patienceSteps,
        boolean restoresBest,
        double averageDecay) {
    /** All that there are; the first is the default. */
    private static final List<Recipe> ALL = List.of(
            Cnn.recipe(),
            Mlp.recipe(),
            LeNet.recipe(),
            LeNet5.recipe(),
            StridedCnn.recipe(),
            BatchNormCnn.recipe(),
            Conv5.recipe(),
            Fast.recipe(),
            Best.recipe());

    /** How the learning rate changes during a run. */
    interface Decay {
        /** The schedule of a run with so many steps. */
        Schedule over(double learningRate, long steps);
    }

    /** Begins the description of a recipe. */
    static RecipeBuilder of(String name, LayerSpec... layers) {
        return new RecipeBuilder(name, Layers.sequential(layers));
    }

    /** The images that are learnt from, of those given: the augmented ones, or these themselves. */
    Dataset augmented(Dataset train, long seed) {
        return augmentation == null ? train : train.map(seed, augmentation);
    }

    /** A new optimizer for a run with so many steps. */
    Optimizer optimizer(double learningRate, long steps) {
        return optimizer.apply(decay.over(learningRate, steps));
    }

    /** A new average of the weights, which starts quickly; null where the weights themselves are kept. */
    @Nullable WeightAverage average() {
        return averageDecay == 0 ? null : WeightAverage.withDecay(averageDecay).warmUp();
    }

    /** The name of the default. */
    static String defaultName() {
        return ALL.get(0).name();
    }

    /** A recipe by its name. */
    static Recipe named(String name) throws BadInputException {
        return named("--model", name);
    }

    /** A recipe by its name, which {@code option} gave. */
    static Recipe named(String option, String name) throws BadInputException {
        for (Recipe recipe : ALL) {
            if (recipe.name().equals(name)) {
                return recipe;
            }
        }
        throw new BadInputException(
                option + ": '" + name + "' is unknown, expected one of: " + String.join(", ", new Names()));
    }

    /** The names of all, for {@code --help}. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ALL.stream().map(Recipe::name).iterator();
        }
    }
}

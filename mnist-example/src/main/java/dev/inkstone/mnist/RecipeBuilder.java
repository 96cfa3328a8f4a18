package dev.inkstone.mnist;

import dev.inkstone.data.Augmentation;
import dev.inkstone.layers.Sequential;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.optim.Schedule;
import dev.inkstone.optim.Schedules;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link Recipe} in the words of a tutorial. Unless told otherwise: images and learning rate stay as they are, validation
 * is at the end of each epoch, all epochs are made, and the last weights are kept.
 */
final class RecipeBuilder {
    private final String name;
    private final Sequential layers;
    private @Nullable Augmentation augmentation;
    private Function<Schedule, Optimizer> optimizer = Adam::withLearningRate;
    private double learningRate = 1e-3;
    private Recipe.Decay decay = (rate, steps) -> Schedules.constant(rate);
    private int batch = 100;
    private int epochs = 10;
    private int validateEverySteps;
    private int patienceSteps;
    private boolean restoresBest;
    private double averageDecay;

    RecipeBuilder(String name, Sequential layers) {
        this.name = name;
        this.layers = layers;
    }

    /** Changes each training image, in each epoch anew. */
    RecipeBuilder augmentation(Augmentation augmentation) {
        this.augmentation = augmentation;
        return this;
    }

    /** What makes the steps, and the rate that {@link #decay} begins with, or rises to first; default Adam, 0.001. */
    RecipeBuilder optimizer(Function<Schedule, Optimizer> optimizer, double learningRate) {
        this.optimizer = optimizer;
        this.learningRate = learningRate;
        return this;
    }

    /** How the learning rate changes over the run. */
    RecipeBuilder decay(Recipe.Decay decay) {
        this.decay = decay;
        return this;
    }

    /** Images in a step; default 100. */
    RecipeBuilder batch(int images) {
        this.batch = images;
        return this;
    }

    /** Passes through the training images, at most; default 10. */
    RecipeBuilder epochs(int epochs) {
        this.epochs = epochs;
        return this;
    }

    /** Looks at the validation images after every so many steps, too. */
    RecipeBuilder validateEverySteps(int steps) {
        this.validateEverySteps = steps;
        return this;
    }

    /** Stops when the validation accuracy has not become better for so many steps. */
    RecipeBuilder patienceSteps(int steps) {
        this.patienceSteps = steps;
        return this;
    }

    /** Keeps the weights that validated best. */
    RecipeBuilder restoreBest() {
        this.restoresBest = true;
        return this;
    }

    /** Validates and keeps a moving average of the weights. */
    RecipeBuilder averageWeights(double decay) {
        this.averageDecay = decay;
        return this;
    }

    /** The recipe. */
    Recipe build() {
        return new Recipe(
                name,
                layers,
                augmentation,
                optimizer,
                learningRate,
                decay,
                batch,
                epochs,
                validateEverySteps,
                patienceSteps,
                restoresBest,
                averageDecay);
    }
}

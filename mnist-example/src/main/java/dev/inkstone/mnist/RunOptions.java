package dev.inkstone.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that the result of a run depends on. It is kept beside the checkpoints, so that a run goes on as it began. Threads,
 * kernels and the machine are not part of it: they change no bit.
 *
 * @param model name of a recipe
 * @param epochs to train in all; null where {@code steps} counts
 * @param steps to train in all; null where {@code epochs} counts
 * @param batch images in a step
 * @param learningRate of the optimizer
 * @param seed of weights, order and all other chance
 * @param data absolute path of the folder with the IDX files; null for the digits in the jar
 * @param checksum of these files; null for the digits in the jar
 * @param validation images at the beginning of the training files that are not trained on
 * @param limit training images behind these
 * @param validateEvery steps from one validation to the next, besides that at the end of each epoch; 0 for only this
 * @param patience steps without a better validation after which training stops; 0 for never
 */
record RunOptions(
        String model,
        @Nullable Integer epochs,
        @Nullable Integer steps,
        int batch,
        double learningRate,
        long seed,
        @Nullable String data,
        @Nullable String checksum,
        int validation,
        int limit,
        int validateEvery,
        int patience) {
    /** How many steps the run has in all. */
    long totalSteps(int stepsPerEpoch) {
        Integer passes = epochs;
        return passes != null ? (long) passes * stepsPerEpoch : Objects.requireNonNull(steps);
    }

    /** The same with another seed. */
    RunOptions withSeed(long seed) {
        return new RunOptions(
                model,
                epochs,
                steps,
                batch,
                learningRate,
                seed,
                data,
                checksum,
                validation,
                limit,
                validateEvery,
                patience);
    }

    /** The shortest options of {@code train}, but for the seed, that make such a run: {@code --model conv5 --patience 0}. */
    List<String> words() throws BadInputException {
        Recipe recipe = Recipe.named(model);
        boolean validates = validation > 0;
        List<String> words = new ArrayList<>(List.of("--model", model));
        addUnless(null, words, "--data", data);
        addUnless(Mnist.VALIDATION_SIZE, words, "--validation", validation);
        addUnless(data == null ? Mnist.TRAIN_SIZE - validation : null, words, "--limit", limit);
        addUnless(recipe.epochs(), words, "--epochs", epochs);
        addUnless(null, words, "--steps", steps);
        addUnless(Math.min(recipe.batch(), limit), words, "--batch", batch);
        addUnless(recipe.learningRate(), words, "--learning-rate", learningRate);
        addUnless(validates ? recipe.validateEverySteps() : 0, words, "--validate-every", validateEvery);
        addUnless(validates ? recipe.patienceSteps() : 0, words, "--patience", patience);
        return words;
    }

    private static void addUnless(@Nullable Object usual, List<String> words, String option, @Nullable Object value) {
        if (value != null && !value.equals(usual)) {
            words.addAll(List.of(option, value.toString()));
        }
    }

    /** What {@code other} has otherwise, by option: {@code "--seed 7 (the run had 42)"}. Empty if all is equal. */
    List<String> differences(RunOptions other) {
        List<String> found = new ArrayList<>();
        compare(found, "--model", model, other.model);
        compare(found, "--epochs", epochs, other.epochs);
        compare(found, "--steps", steps, other.steps);
        compare(found, "--batch", batch, other.batch);
        compare(found, "--learning-rate", learningRate, other.learningRate);
        compare(found, "--seed", seed, other.seed);
        if (data == null || other.data == null) {
            compare(found, "--data", data, other.data);
        } else if (!Objects.equals(checksum, other.checksum)) { // wherever they lie
            found.add("other files in " + other.data + " than those that the run began with");
        }
        compare(found, "--validation", validation, other.validation);
        compare(found, "--limit", limit, other.limit);
        compare(found, "--validate-every", validateEvery, other.validateEvery);
        compare(found, "--patience", patience, other.patience);
        return found;
    }

    private static void compare(List<String> found, String option, @Nullable Object mine, @Nullable Object other) {
        if (!Objects.equals(mine, other)) {
            found.add(
                    other == null
                            ? "no " + option + " (the run had " + mine + ")"
                            : option + " " + other + " (the run had " + (mine == null ? "none" : mine) + ")");
        }
    }
}

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
 * @param validation images at the beginning of the training files that are not trained on
 * @param limit training images behind these
 */
record RunOptions(
        String model,
        @Nullable Integer epochs,
        @Nullable Integer steps,
        int batch,
        double learningRate,
        long seed,
        @Nullable String data,
        int validation,
        int limit) {
    /** How many steps the run has in all. */
    long totalSteps(int stepsPerEpoch) {
        Integer passes = epochs;
        return passes != null ? (long) passes * stepsPerEpoch : Objects.requireNonNull(steps);
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
        compare(found, "--data", data, other.data);
        compare(found, "--validation", validation, other.validation);
        compare(found, "--limit", limit, other.limit);
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

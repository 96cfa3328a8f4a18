package dev.inkstone.mnist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a user may say about a run, but for network and seed. What is not said is null: the recipe decides, or the run that goes
 * on.
 */
final class TrainOptions {
    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes through the training images, in all. Default: the recipe's own; for cnn 10.")
    private @Nullable Integer epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Steps in all, instead of epochs.")
    private @Nullable Integer steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images in a step. Default: the recipe's own; for cnn 100.")
    private @Nullable Integer batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of the first step; for fast and best, where it rises first, the largest."
                    + " Default: the recipe's own; for cnn 0.001.")
    private @Nullable Double learningRate;

    @Option(
            names = "--validate-every",
            paramLabel = "N",
            description = "Validate every N steps too, and not only after each epoch; 0 for only then."
                    + " Default: the recipe's own; for cnn-bn 10, for conv5 100, else 0.")
    private @Nullable Integer validateEvery;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop at the first validation N steps or more after the best one; 0 for never."
                    + " Default: the recipe's own; for cnn-bn 2000, for conv5 1000, else 0."
                    + " These two keep the weights that validated best, with patience 0 too, and so does every run with"
                    + " patience; others keep the last ones, or their average.")
    private @Nullable Integer patience;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with four IDX files named as those of MNIST, gzipped or not. Default: MNIST, which is in the jar.")
    private @Nullable Path data;

    @Option(
            names = "--validation",
            paramLabel = "N",
            description = "The first N training images validate; 0 for none. Default: 5000.")
    private @Nullable Integer validation;

    @Option(names = "--limit", paramLabel = "N", description = "Train on the first N of the others only. Default: all.")
    private @Nullable Integer limit;

    /** The options of a new run. */
    RunOptions resolve(Recipe recipe, long seed) throws BadInputException {
        int images = data == null ? Mnist.TRAIN_SIZE : checked(data);
        int validating = validating(images);
        int training = limit == null ? images - validating : Check.range("--limit", limit, 1, images - validating);
        return new RunOptions(
                recipe.name(),
                steps != null ? null : Check.range("--epochs", or(epochs, recipe.epochs()), 1, Check.MANY),
                steps == null ? null : steps(steps),
                batch == null ? Math.min(recipe.batch(), training) : Check.range("--batch", batch, 1, training),
                Check.learningRate(or(learningRate, recipe.learningRate())),
                seed,
                folder(),
                data == null ? null : IdxPair.checksum(data),
                validating,
                training,
                looking("--validate-every", validateEvery, recipe.validateEverySteps(), validating),
                looking("--patience", patience, recipe.patienceSteps(), validating));
    }

    /** The options of the run that goes on, if those given are the same; null is for what was not given. */
    RunOptions resume(RunOptions run, @Nullable String model, @Nullable Long seed, Path out) throws BadInputException {
        Path files = data != null ? data : run.data() != null ? Path.of(run.data()) : null;
        if (files != null) {
            checked(files);
        }
        RunOptions asked = new RunOptions(
                or(model, run.model()),
                epochs != null ? epochs : steps != null ? null : run.epochs(),
                steps != null ? steps : epochs != null ? null : run.steps(),
                or(batch, run.batch()),
                or(learningRate, run.learningRate()),
                or(seed, run.seed()),
                data == null ? run.data() : folder(),
                files == null ? null : IdxPair.checksum(files),
                or(validation, run.validation()),
                or(limit, run.limit()),
                or(validateEvery, run.validateEvery()),
                or(patience, run.patience()));
        List<String> differences = run.differences(asked);
        if (!differences.isEmpty()) {
            throw new BadInputException(
                    "--resume: " + String.join(", ", differences) + ", expected the options of the run in " + out
                            + "; leave them out, or start anew without --resume");
        }
        return asked;
    }

    private int validating(int images) throws BadInputException {
        if (validation == null && images <= Mnist.VALIDATION_SIZE) {
            throw new BadInputException("--validation: " + Mnist.VALIDATION_SIZE + " by default, expected 0 to "
                    + (images - 1) + " of " + images + " training images");
        }
        return Check.range("--validation", or(validation, Mnist.VALIDATION_SIZE), 0, images - 1);
    }

    /** A number of steps that only validation gives a meaning. */
    private static int looking(String option, @Nullable Integer given, int usual, int validating)
            throws BadInputException {
        int steps = given == null ? usual : Check.range(option, given, 0, Check.MANY);
        if (given != null && steps > 0 && validating == 0) {
            throw new BadInputException(option + ": " + steps
                    + " with --validation 0, expected images that validate; leave one of the two out");
        }
        return validating == 0 ? 0 : steps;
    }

    private int steps(int count) throws BadInputException {
        if (epochs != null) {
            throw new BadInputException("--steps: " + count + " and --epochs " + epochs + ", expected one of the two");
        }
        return Check.range("--steps", count, 1, Check.MANY);
    }

    private static int checked(Path folder) throws BadInputException {
        IdxPair.in(folder, IdxPair.TEST);
        return IdxPair.in(folder, IdxPair.TRAIN).size();
    }

    private @Nullable String folder() throws BadInputException {
        try {
            return data == null ? null : data.toRealPath().toString();
        } catch (IOException e) {
            throw new BadInputException("--data: " + data + " is not a folder, expected one with four IDX files");
        }
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given != null ? given : otherwise;
    }
}

package dev.inkstone.mnist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user may say about a run. What is not said is null: the recipe decides, or the run that goes on. */
final class TrainOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Recipe.Names.class,
            description = "Which network to train, one of: ${COMPLETION-CANDIDATES}. Default: cnn.")
    private @Nullable String model;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes through the training images, in all. Default for cnn: 10.")
    private @Nullable Integer epochs;

    @Option(names = "--steps", paramLabel = "N", description = "Steps in all, instead of epochs.")
    private @Nullable Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a step. Default for cnn: 100.")
    private @Nullable Integer batch;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Default for cnn: 0.001.")
    private @Nullable Double learningRate;

    @Option(names = "--seed", paramLabel = "S", description = "Equal seeds give equal bits. Default: 42.")
    private @Nullable Long seed;

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

    /** The name of the model as given. */
    @Nullable String model() {
        return model;
    }

    /** The options of a new run. */
    RunOptions resolve() throws BadInputException {
        Recipe recipe = Recipe.named(model == null ? Recipe.defaultName() : model);
        int images = data == null ? Mnist.TRAIN_SIZE : checked(data);
        int validating = validating(images);
        int training = limit == null ? images - validating : Check.range("--limit", limit, 1, images - validating);
        return new RunOptions(
                recipe.name(),
                steps != null ? null : Check.range("--epochs", or(epochs, recipe.epochs()), 1, Check.MANY),
                steps == null ? null : steps(steps),
                batch == null ? Math.min(recipe.batch(), training) : Check.range("--batch", batch, 1, training),
                Check.learningRate(or(learningRate, recipe.learningRate())),
                or(seed, 42L),
                folder(),
                validating,
                training);
    }

    /** The options of the run that goes on, if those given are the same. */
    RunOptions resolve(RunOptions run, Path out) throws BadInputException {
        if (run.data() != null) {
            checked(Path.of(run.data()));
        }
        RunOptions asked = new RunOptions(
                or(model, run.model()),
                epochs != null ? epochs : steps != null ? null : run.epochs(),
                steps != null ? steps : epochs != null ? null : run.steps(),
                or(batch, run.batch()),
                or(learningRate, run.learningRate()),
                or(seed, run.seed()),
                data == null ? run.data() : folder(),
                or(validation, run.validation()),
                or(limit, run.limit()));
        List<String> differences = run.differences(asked);
        if (!differences.isEmpty()) {
            throw new BadInputException(
                    "--resume: " + String.join(", ", differences) + ", expected the options of the run in " + out
                            + "; leave them out, or start anew without --resume");
        }
        return run;
    }

    private int validating(int images) throws BadInputException {
        if (validation == null && images <= Mnist.VALIDATION_SIZE) {
            throw new BadInputException("--validation: " + Mnist.VALIDATION_SIZE + " by default, expected 0 to "
                    + (images - 1) + " of " + images + " training images");
        }
        return Check.range("--validation", or(validation, Mnist.VALIDATION_SIZE), 0, images - 1);
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

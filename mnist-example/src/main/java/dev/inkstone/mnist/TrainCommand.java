package dev.inkstone.mnist;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mnist train}: checks what is asked, then {@link TrainingRun} does it. */
@Command(
        name = "train",
        description = "Trains a network; writes model.safetensors, history.csv, metrics.json and plots.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    @ParentCommand
    private MnistCommand program;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Recipe.Names.class,
            description = "Which network to train, one of: ${COMPLETION-CANDIDATES}. Default: cnn.")
    private @Nullable String model;

    @Option(names = "--seed", paramLabel = "S", description = "Equal seeds give equal bits. Default: 42.")
    private @Nullable Long seed;

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for results and checkpoints; those of an earlier run in it are replaced. Default: runs/<model>.")
    private @Nullable Path out;

    @Option(
            names = "--checkpoint-steps",
            paramLabel = "N",
            description = "Write a checkpoint every N steps, and not only after each epoch.")
    private @Nullable Integer checkpointSteps;

    @Option(
            names = "--resume",
            description = "Go on with the run in the output folder, as if it had not been interrupted.")
    private boolean resume;

    @Option(
            names = "--tensorboard",
            description =
                    "Write curves, histograms, filters, mistakes and the graph for TensorBoard into the output folder.")
    private boolean tensorBoard;

    @Option(names = "--no-plots", description = "Draw no plots into DIR/plots at the end.")
    private boolean noPlots;

    @Option(names = "--quiet", description = "Print the final result only.")
    private boolean quiet;

    @Mixin
    private Machine machine = new Machine();

    @Override
    public Integer call() throws Exception {
        machine.check();
        int every = checkpointSteps == null ? 0 : Check.range("--checkpoint-steps", checkpointSteps, 1, Check.MANY);
        Recipe recipe = Recipe.named(model == null ? Recipe.defaultName() : model);
        if (out != null && out.toString().isEmpty()) {
            throw new BadInputException("--out: '', expected the name of a folder");
        }
        RunFolder folder = new RunFolder(out != null ? out : Path.of("runs", recipe.name()));
        folder.check();
        RunOptions run = resume
                ? options.resume(folder.options(), model, seed, folder.path())
                : options.resolve(recipe, seed == null ? 42 : seed);
        return machine.run(
                program.args(),
                new TrainingRun(
                                run,
                                folder,
                                every,
                                resume,
                                tensorBoard || resume && folder.hasTensorBoard(),
                                !noPlots,
                                quiet)::run);
    }
}

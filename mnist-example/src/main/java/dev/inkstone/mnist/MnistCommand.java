package dev.inkstone.mnist;

import java.util.List;
import picocli.CommandLine.Command;

/** The program itself; it does nothing without one of its commands. */
@Command(
        name = "mnist",
        description = "Learns to read handwritten digits, in pure Java.",
        version = "Inkstone MNIST example 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            RecipesCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            TransferCommand.class,
            ExperimentCommand.class
        })
final class MnistCommand implements java.util.concurrent.Callable<Integer> {
    private final List<String> args;

    MnistCommand(String... args) {
        this.args = List.of(args);
    }

    /** The whole command line, for a second start. */
    List<String> args() {
        return args;
    }

    @Override
    public Integer call() throws BadInputException {
        throw new BadInputException(
                "no command, expected train, recipes, evaluate, predict, transfer or experiment; see mnist --help");
    }
}

package dev.inkstone.mnist;

import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.data.IdxFormatException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the program; what it can do stands in {@link MnistCommand}. */
public final class Main {
    /** Everything went as asked. */
    static final int SUCCESS = 0;
    /** A fault of the program or the machine. */
    static final int FAILURE = 1;
    /** Something was asked for that cannot be. */
    static final int BAD_INPUT = 2;

    /** Held, for loggers are collected with their levels. The kernels in use stand in our own first lines. */
    private static final Logger LIBRARY = Logger.getLogger("dev.inkstone");

    private Main() {}

    /**
     * Runs a command and exits with its code: 0 success, 2 bad input, 1 internal failure.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** As {@link #main}, but returns the exit code. */
    static int run(String... args) {
        LIBRARY.setLevel(Level.WARNING);
        MnistCommand command = new MnistCommand(args);
        return new CommandLine(command)
                .setParameterExceptionHandler((e, words) -> refuse(said(e)))
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
                .execute(args);
    }

    private static String said(ParameterException e) {
        return e.getMessage() + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static int failed(Exception e) {
        if (e instanceof BadInputException || e instanceof IdxFormatException || e instanceof CheckpointException) {
            return refuse(String.valueOf(e.getMessage()));
        }
        e.printStackTrace();
        refuse("internal failure, see above: " + e);
        return FAILURE;
    }

    private static int refuse(String message) {
        System.err.println("error: " + message.replaceAll("\\s*\\R\\s*", " "));
        return BAD_INPUT;
    }
}

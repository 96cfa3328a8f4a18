package dev.inkstone.mnist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

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
        System.exit(runInMemory(args));
    }

    /** An error is no exception to the command line, and leaves nothing to say it with; so it is caught here. */
    private static int runInMemory(String[] args) {
        try {
            return run(args);
        } catch (OutOfMemoryError e) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            refuse("out of memory: the heap has at most " + megabytes
                    + " MB; give more with java -Xmx…, or train with a smaller --batch");
            return FAILURE;
        }
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
        if (e.getCause() instanceof TypeConversionException && e.getArgSpec() instanceof OptionSpec option) {
            String expected = Check.NUMBERS.get(option.longestName());
            if (expected != null) {
                return option.longestName() + ": '" + e.getValue() + "', expected " + expected;
            }
        }
        return e.getMessage() + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static int failed(Exception e) {
        if (e instanceof UncheckedIOException && e.getCause() instanceof IOException cause) { // as callbacks throw them
            return failed(cause);
        }
        if (e instanceof FileSystemException denied && denied.getFile() != null) {
            return refuse(denied.getFile() + ": cannot be read or written (" + reason(denied) + ")");
        }
        if (e instanceof BadInputException || e instanceof IOException) {
            return refuse(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        e.printStackTrace();
        refuse("internal failure, see above: " + e);
        return FAILURE;
    }

    private static String reason(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof DirectoryNotEmptyException) {
            return "something else of that name is in the way";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    /** Says what is wrong; returns the code for bad input. */
    static int refuse(String message) {
        System.err.println("error: " + message.replaceAll("\\s*\\R\\s*", " "));
        return BAD_INPUT;
    }
}

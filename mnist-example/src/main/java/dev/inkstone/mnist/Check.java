package dev.inkstone.mnist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the command line may say: ranges of numbers, and folders. */
final class Check {
    /** The largest number of epochs or steps. */
    static final int MANY = 1_000_000_000;
    /** The largest number of threads. */
    static final int MOST_THREADS = 1024;
    /** The largest number of runs of a recipe. */
    static final int MOST_SEEDS = 1000;

    private static final int LARGEST_RATE = 10;

    /** What options that take a number expect of one; the message for what is no number at all. */
    static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("--epochs", "a whole number from 1 to " + MANY),
            Map.entry("--steps", "a whole number from 1 to " + MANY),
            Map.entry("--checkpoint-steps", "a whole number from 1 to " + MANY),
            Map.entry("--validate-every", "a whole number of steps from 0 to " + MANY),
            Map.entry("--patience", "a whole number of steps from 0 to " + MANY),
            Map.entry("--batch", "a whole number from 1 to the number of training images"),
            Map.entry("--limit", "a whole number from 1 to the number of training images behind those that validate"),
            Map.entry("--validation", "a whole number from 0 to one less than the number of training images"),
            Map.entry("--learning-rate", "a number that is more than 0 and at most " + LARGEST_RATE),
            Map.entry("--seed", "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE),
            Map.entry("--seeds", "a whole number from 1 to " + MOST_SEEDS),
            Map.entry("--threads", "a whole number from 1 to " + MOST_THREADS));

    private Check() {}

    /** {@code value}, if it is in the range; the message names the option and the range. */
    static int range(String option, int value, int least, int most) throws BadInputException {
        if (value < least || value > most) {
            throw new BadInputException(option + ": " + value + ", expected " + least + " to " + most);
        }
        return value;
    }

    /** Whether files can be written into a folder that may not exist yet. */
    static void folder(String option, Path folder) throws BadInputException {
        if (folder.toString().isEmpty()) {
            throw new BadInputException(option + ": '', expected the name of a folder");
        }
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new BadInputException(option + ": " + folder + ", expected a folder, but " + existing
                    + " is not one that can be written to");
        }
    }

    /** {@code value}, if it is a learning rate. */
    static double learningRate(double value) throws BadInputException {
        if (!(value > 0 && value <= LARGEST_RATE)) {
            throw new BadInputException(
                    "--learning-rate: " + value + ", expected more than 0 and at most " + LARGEST_RATE);
        }
        return value;
    }

    /** What is set by {@code -D}: found before the library finds it. */
    static void systemProperties() throws BadInputException {
        String kernels = System.getProperty("inkstone.kernels", "auto");
        if (!kernels.equals("auto") && !kernels.equals("scalar") && !kernels.equals("vector")) {
            throw new BadInputException("-Dinkstone.kernels: '" + kernels + "', expected auto, scalar or vector");
        }
        String threads = System.getProperty("inkstone.threads", "1");
        try {
            range("-Dinkstone.threads", Integer.parseInt(threads), 1, MOST_THREADS);
        } catch (NumberFormatException e) {
            throw new BadInputException("-Dinkstone.threads: '" + threads + "', expected 1 to " + MOST_THREADS);
        }
    }
}

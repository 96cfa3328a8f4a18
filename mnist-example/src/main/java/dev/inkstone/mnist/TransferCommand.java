package dev.inkstone.mnist;

import dev.inkstone.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code mnist transfer}: what the digits 0 to 4 teach about 5 to 9, of which there are few examples. */
@Command(
        name = "transfer",
        description =
                "Learns 0 to 4 from all images and then 5 to 9 from few, with and without what was learnt before.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TransferCommand implements Callable<Integer> {
    private static final int[] EXAMPLES = {10, 50, 100};

    @ParentCommand
    private MnistCommand program;

    @Option(names = "--seeds", paramLabel = "N", description = "Repeat all with the seeds 1 to N. Default: 3.")
    private int seeds = 3;

    @Option(names = "--steps", paramLabel = "N", description = "Steps on the few images, of 25. Default: 600.")
    private int steps = 600;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with four IDX files named as those of MNIST, gzipped or not. Default: MNIST, which is in the jar.")
    private @Nullable Path data;

    @Mixin
    private Machine machine = new Machine();

    @Override
    public Integer call() throws Exception {
        machine.check();
        Check.range("--seeds", seeds, 1, Check.MOST_SEEDS);
        Check.range("--steps", steps, 1, Check.MANY);
        IdxPair train = data == null ? null : IdxPair.in(data, IdxPair.TRAIN);
        IdxPair test = data == null ? null : IdxPair.in(data, IdxPair.TEST);
        return machine.run(program.args(), () -> {
            if (train == null || test == null) {
                run(Mnist.bundled().train(), Mnist.bundledTest());
            } else {
                run(
                        require(train, withoutValidation(Mnist.read(train)), 1, EXAMPLES[0]),
                        require(test, Mnist.read(test), 0, 1));
            }
            return Main.SUCCESS;
        });
    }

    /** The images of some files, of which as many as are needed must be of each class. */
    private static Dataset require(IdxPair files, Dataset images, int low, int high) throws BadInputException {
        int[] counts = counts(images);
        for (int digit = 0; digit < 10; digit++) {
            int expected = digit < 5 ? low : high;
            if (counts[digit] < expected) {
                throw new BadInputException(files.labels() + ": " + counts[digit] + " labels of " + digit
                        + ", expected " + expected + " or more");
            }
        }
        return images;
    }

    private static int[] counts(Dataset digits) {
        int[] counts = new int[10];
        for (int i = 0; i < digits.size(); i++) {
            counts[digits.label(i)]++;
        }
        return counts;
    }

    /** The numbers of examples that there are of each of 5 to 9. */
    private static int[] possible(Dataset train) {
        int fewest = Arrays.stream(counts(train), 5, 10).min().orElseThrow();
        int[] possible = Arrays.stream(EXAMPLES).filter(n -> n <= fewest).toArray();
        if (possible.length < EXAMPLES.length) {
            System.out.println("no row for more than " + fewest + " examples of each: there are no more to train on");
        }
        return possible;
    }

    /** Behind the images that validate elsewhere, as with the MNIST in the jar. */
    private static Dataset withoutValidation(Dataset all) {
        return all.size() < 2 * Mnist.VALIDATION_SIZE ? all : all.range(Mnist.VALIDATION_SIZE, all.size());
    }

    private void run(Dataset train, Dataset test) throws IOException {
        int[] examples = possible(train);
        double[][][] right = new double[examples.length][Transfer.Way.values().length][seeds];
        Path learnt = Files.createTempFile("digits-0-to-4", ".safetensors");
        try {
            for (int seed = 1; seed <= seeds; seed++) {
                Transfer transfer = Transfer.after(train, seed, steps, learnt);
                for (int i = 0; i < examples.length; i++) {
                    for (Transfer.Way way : Transfer.Way.values()) {
                        right[i][way.ordinal()][seed - 1] = Transfer.accuracy(transfer.learn(way, examples[i]), test);
                    }
                }
            }
        } finally {
            Files.delete(learnt);
        }
        print(examples, right);
    }

    private void print(int[] examples, double[][][] right) {
        System.out.println("test accuracy on 5 to 9 in %, mean and deviation over " + seeds + " seeds");
        StringBuilder heading = new StringBuilder("examples of each");
        for (Transfer.Way way : Transfer.Way.values()) {
            heading.append(String.format(Locale.ROOT, "  %14s", way.title()));
        }
        System.out.println(heading);
        for (int i = 0; i < examples.length; i++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%16d", examples[i]));
            for (double[] ofSeeds : right[i]) {
                line.append("   ").append(meanAndDeviation(ofSeeds));
            }
            System.out.println(line);
        }
    }

    /** In percent; the deviation is that of a sample. */
    private static String meanAndDeviation(double[] shares) {
        double mean = 0;
        for (double share : shares) {
            mean += 100 * share / shares.length;
        }
        double squares = 0;
        for (double share : shares) {
            squares += (100 * share - mean) * (100 * share - mean);
        }
        double deviation = shares.length == 1 ? 0 : Math.sqrt(squares / (shares.length - 1));
        return String.format(Locale.ROOT, "%6.2f ± %4.2f", mean, deviation);
    }
}

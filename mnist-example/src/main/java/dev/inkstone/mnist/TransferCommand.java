package dev.inkstone.mnist;

import dev.inkstone.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int MOST_EXAMPLES = 100;
    private static final int[] EXAMPLES = {10, 50, MOST_EXAMPLES};

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
                run(withoutValidation(require(train, 1, MOST_EXAMPLES)), require(test, 0, 1));
            }
            return Main.SUCCESS;
        });
    }

    /** The images of files with as many of each class as are needed. */
    private static Dataset require(IdxPair files, int low, int high) throws IOException, BadInputException {
        Dataset all = Mnist.read(files);
        int[] counts = new int[10];
        for (int i = 0; i < all.size(); i++) {
            counts[all.label(i)]++;
        }
        for (int digit = 0; digit < 10; digit++) {
            int expected = digit < 5 ? low : high;
            if (counts[digit] < expected) {
                throw new BadInputException(files.labels() + ": " + counts[digit] + " labels of " + digit
                        + ", expected " + expected + " or more");
            }
        }
        return all;
    }

    /** Behind the images that validate elsewhere, as with the MNIST in the jar. */
    private static Dataset withoutValidation(Dataset all) {
        return all.size() < 2 * Mnist.VALIDATION_SIZE ? all : all.range(Mnist.VALIDATION_SIZE, all.size());
    }

    private void run(Dataset train, Dataset test) throws IOException {
        double[][][] right = new double[EXAMPLES.length][Transfer.Way.values().length][seeds];
        Path learnt = Files.createTempFile("digits-0-to-4", ".safetensors");
        try {
            for (int seed = 1; seed <= seeds; seed++) {
                Transfer transfer = Transfer.after(train, seed, steps, learnt);
                for (int i = 0; i < EXAMPLES.length; i++) {
                    for (Transfer.Way way : Transfer.Way.values()) {
                        right[i][way.ordinal()][seed - 1] = Transfer.accuracy(transfer.learn(way, EXAMPLES[i]), test);
                    }
                }
            }
        } finally {
            Files.delete(learnt);
        }
        print(right);
    }

    private void print(double[][][] right) {
        System.out.println("test accuracy on 5 to 9 in %, mean and deviation over " + seeds + " seeds");
        StringBuilder heading = new StringBuilder("examples of each");
        for (Transfer.Way way : Transfer.Way.values()) {
            heading.append(String.format(Locale.ROOT, "  %14s", way.title()));
        }
        System.out.println(heading);
        for (int i = 0; i < EXAMPLES.length; i++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%16d", EXAMPLES[i]));
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

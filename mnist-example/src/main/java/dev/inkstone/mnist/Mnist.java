package dev.inkstone.mnist;

import dev.inkstone.data.Dataset;
import dev.inkstone.data.IdxDataset;
import dev.inkstone.data.IdxFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Handwritten digits and their labels: examples {@code [28, 28, 1]}, pixels scaled to [0, 1].
 *
 * @param train what is learnt from
 * @param validation what tells how it goes on; may be empty
 * @param test what is looked at in the end
 */
public record Mnist(Dataset train, Dataset validation, Dataset test) {
    /** Training images of the original files. */
    static final int TRAIN_SIZE = 60_000;
    /** As many of them, the first ones, validate if nothing else is said. */
    static final int VALIDATION_SIZE = 5_000;

    /** The original MNIST: 55,000 images to train on, the 5,000 before them to validate, 10,000 to test. */
    public static Mnist bundled() {
        Dataset all = bundled(IdxPair.TRAIN);
        return new Mnist(all.range(VALIDATION_SIZE, TRAIN_SIZE), all.take(VALIDATION_SIZE), bundled(IdxPair.TEST));
    }

    /** The test images of the original MNIST. */
    static Dataset bundledTest() {
        return bundled(IdxPair.TEST);
    }

    /** Images and labels of any source that is named as MNIST is, from a folder, see {@link IdxDataset}. */
    static Dataset read(IdxPair files) throws IOException {
        return IdxDataset.read(files.images(), files.labels());
    }

    /** What a run works on. */
    static Mnist read(RunOptions options) throws IOException, BadInputException {
        Path folder = options.data() == null ? null : Path.of(options.data());
        Dataset all = folder == null ? bundled(IdxPair.TRAIN) : read(IdxPair.in(folder, IdxPair.TRAIN));
        Dataset test = folder == null ? bundledTest() : read(IdxPair.in(folder, IdxPair.TEST));
        int first = options.validation();
        return new Mnist(all.range(first, first + options.limit()), all.take(first), test);
    }

    private static Dataset bundled(String start) {
        try {
            return IdxDataset.of(resource(IdxPair.imagesName(start), 3), resource(IdxPair.labelsName(start), 1));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is damaged", e);
        }
    }

    private static IdxFile resource(String name, int dimensions) throws IOException {
        String file = name + ".gz";
        try (InputStream in = Objects.requireNonNull(Mnist.class.getResourceAsStream(file), file)) {
            return IdxFile.read(in, file, dimensions);
        }
    }
}

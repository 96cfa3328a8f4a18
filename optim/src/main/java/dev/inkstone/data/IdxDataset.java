package dev.inkstone.data;

import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** Images and labels in two IDX files, as MNIST and its relatives come. */
public final class IdxDataset {
    private IdxDataset() {}

    /**
     * Grey images {@code [height, width, 1]} scaled to [0, 1], with labels.
     *
     * @param images an IDX file of unsigned bytes {@code [examples, height, width]}, gzipped or not
     * @param labels an IDX file of unsigned bytes {@code [examples]}, gzipped or not
     * @throws IdxFormatException if a file is something else, or their counts differ
     * @throws IOException if a file cannot be read
     */
    public static Dataset read(Path images, Path labels) throws IOException {
        return of(IdxFile.read(images, 3), IdxFile.read(labels, 1));
    }

    /**
     * As {@link #read} of files that have been read.
     *
     * @throws IdxFormatException if the counts differ
     */
    public static Dataset of(IdxFile images, IdxFile labels) throws IdxFormatException {
        Shape shape = images.shape();
        if (shape.rank() != 3 || labels.shape().rank() != 1) {
            throw new IdxFormatException(images.name() + ", " + labels.name() + ": dimensions " + shape + " and "
                    + labels.shape() + ", expected images [examples, height, width] and labels [examples]");
        }
        if (shape.dim(0) != labels.shape().dim(0)) {
            throw new IdxFormatException(labels.name() + ": " + labels.shape().dim(0) + " labels, expected "
                    + shape.dim(0) + ", as many as " + images.name() + " has images");
        }
        return Datasets.ofBytes(images.bytes(), Shape.of(shape.dim(1), shape.dim(2), 1), 1 / 255f, labels.bytes());
    }
}

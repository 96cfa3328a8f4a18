package dev.inkstone.mnist;

import dev.inkstone.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Handwritten digits and their labels, pixels scaled to [0, 1], examples {@code [28, 28, 1]}.
 *
 * @param train what is learnt from
 * @param validation what tells how it goes on; may be empty
 * @param test what is looked at in the end
 */
public record Mnist(Dataset train, Dataset validation, Dataset test) {
    /** Training images of the original files. */
    static final int TRAIN_SIZE = 60_000;
    /** As many of them, the first ones, validate by default. */
    static final int VALIDATION_SIZE = 5_000;
}

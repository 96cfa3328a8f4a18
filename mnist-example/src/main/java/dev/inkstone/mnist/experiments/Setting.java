package dev.inkstone.mnist.experiments;

import dev.inkstone.data.Dataset;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What all networks of an experiment have in common.
 *
 * @param train images {@code [28, 28, 1]} with values in [0, 1]
 * @param validation other such images, by which is chosen
 * @param test other such images, for what is told of a network that was chosen; nothing is decided by them
 * @param epochs passes through the training images
 * @param seeds each network is trained from seeds 1 to this
 * @param folder for pictures
 * @param out for tables
 */
public record Setting(
        Dataset train, Dataset validation, Dataset test, int epochs, int seeds, Path folder, PrintStream out) {}

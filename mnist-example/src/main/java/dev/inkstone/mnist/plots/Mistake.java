package dev.inkstone.mnist.plots;

/**
 * An example that a model got wrong.
 *
 * @param index in the data set
 * @param actual the right class
 * @param predicted the wrong answer; -1 if there is none, because all logits are NaN
 * @param probability that the model gave to the wrong answer; NaN if there is none
 */
public record Mistake(int index, int actual, int predicted, double probability) {}

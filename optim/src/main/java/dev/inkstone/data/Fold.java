package dev.inkstone.data;

/**
 * One way to hold some of the examples back.
 *
 * @param train what to learn from
 * @param validation what to judge by
 */
public record Fold(Dataset train, Dataset validation) {}

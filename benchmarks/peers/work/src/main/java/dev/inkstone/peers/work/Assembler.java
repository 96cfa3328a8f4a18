package dev.inkstone.peers.work;

/**
 * Makes layers in the terms of a library, and takes their weights from a {@link Weights} as it goes.
 *
 * @param <T> what flows between layers
 */
public interface Assembler<T> {
    /** See {@link Stage.Convolution}; {@code in} is the size of one example of {@code x}, here and below. */
    T convolution(T x, Stage.Convolution stage, Extent in);

    /** See {@link Stage.Dense}. */
    T dense(T x, Stage.Dense stage, Extent in);

    /** See {@link Stage.Pool}. */
    T pool(T x, Stage.Pool stage, Extent in);

    /** See {@link Stage.BatchNorm}. */
    T batchNorm(T x, Stage.BatchNorm stage, Extent in);

    /** See {@link Stage.Activate}. */
    T activate(T x, Stage.Activation activation);

    /** See {@link Stage.Dropout}. */
    T dropout(T x, float rate, Extent in);

    /** See {@link Stage.Flatten}. */
    T flatten(T x, Extent in);
}

package dev.inkstone.autodiff;

import dev.inkstone.tensor.Tensor;

/** Is told what the layers of a model compute, see {@link Tape#observe}. */
@FunctionalInterface
public interface LayerObserver {
    /**
     * A layer has computed its output; inner layers are told before the block that they stand in. On a tape that does not record
     * both tensors can be read during the call only.
     *
     * @param path of the layer, {@code block1/conv}
     * @param input {@code [batch, …]}
     * @param output {@code [batch, …]}
     */
    void computed(String path, Tensor input, Tensor output);
}

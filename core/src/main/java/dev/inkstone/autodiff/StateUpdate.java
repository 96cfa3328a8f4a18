package dev.inkstone.autodiff;

import dev.inkstone.tensor.Tensor;

/**
 * What a step does to a state: {@code state = momentum·state + (1 − momentum)·batch}.
 *
 * @param state what is updated
 * @param momentum the share of the old value
 * @param batch the value of this step; its first {@code state.shape().size()} elements count
 */
public record StateUpdate(State state, float momentum, Tensor batch) {}

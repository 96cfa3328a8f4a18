package dev.inkstone.tensor;

/** Owns the memory of tensors for a while: after it is closed they cannot be read any more. */
public interface TensorScope {
    /** Whether the memory has been given back. */
    boolean isClosed();
}

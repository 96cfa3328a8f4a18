package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** One operation of a forward pass. */
@FunctionalInterface
interface Module {
    /** Its output, which belongs to the manager of {@code x}. */
    NDArray forward(NDArray x, NDList parameters);
}

package dev.inkstone.kernels.lanes;

/** TBD. */
public interface GemmLanes {}

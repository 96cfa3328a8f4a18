package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.GemmLanes;

/** TBD. */
final class VectorGemmLanes implements GemmLanes {}

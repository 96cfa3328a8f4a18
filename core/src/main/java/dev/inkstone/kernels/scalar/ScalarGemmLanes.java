package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.GemmLanes;

/** TBD. */
final class ScalarGemmLanes implements GemmLanes {}

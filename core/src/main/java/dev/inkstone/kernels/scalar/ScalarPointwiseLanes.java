package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.PointwiseLanes;

/** TBD. */
final class ScalarPointwiseLanes implements PointwiseLanes {}

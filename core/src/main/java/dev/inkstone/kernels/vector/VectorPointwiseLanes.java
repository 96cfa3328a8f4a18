package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.PointwiseLanes;

/** TBD. */
final class VectorPointwiseLanes implements PointwiseLanes {}

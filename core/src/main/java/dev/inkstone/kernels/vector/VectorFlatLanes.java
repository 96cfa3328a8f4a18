package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.FlatLanes;

/** TBD. */
final class VectorFlatLanes implements FlatLanes {}

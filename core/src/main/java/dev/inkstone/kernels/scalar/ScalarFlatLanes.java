package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.FlatLanes;

/** TBD. */
final class ScalarFlatLanes implements FlatLanes {}

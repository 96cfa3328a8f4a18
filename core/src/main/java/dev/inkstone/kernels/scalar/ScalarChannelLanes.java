package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.ChannelLanes;

/** TBD. */
final class ScalarChannelLanes implements ChannelLanes {}

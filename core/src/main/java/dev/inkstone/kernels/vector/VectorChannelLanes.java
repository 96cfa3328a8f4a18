package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.ChannelLanes;

/** TBD. */
final class VectorChannelLanes implements ChannelLanes {}

package dev.inkstone.kernels.vector;

import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.UpdateLanes;

/** The vector kernel bodies. */
public final class VectorLanes implements Lanes {
    private final GemmLanes gemm = new VectorGemmLanes();
    private final PointwiseLanes pointwise = new VectorPointwiseLanes();
    private final ChannelLanes channels = new VectorChannelLanes();
    private final DepthwiseLanes depthwise = new VectorDepthwiseLanes();
    private final FlatLanes flat = new VectorFlatLanes();
    private final UpdateLanes updates = new VectorUpdateLanes();

    /** Floats per vector on this machine, as the JVM sees it. */
    public static int supportedLength() {
        return Species.LENGTH;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public int vectorLength() {
        return Species.LENGTH;
    }

    @Override
    public GemmLanes gemm() {
        return gemm;
    }

    @Override
    public PointwiseLanes pointwise() {
        return pointwise;
    }

    @Override
    public ChannelLanes channels() {
        return channels;
    }

    @Override
    public DepthwiseLanes depthwise() {
        return depthwise;
    }

    @Override
    public FlatLanes flat() {
        return flat;
    }

    @Override
    public UpdateLanes updates() {
        return updates;
    }
}

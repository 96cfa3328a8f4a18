package dev.inkstone.kernels.scalar;

import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.DepthwiseLanes;
import dev.inkstone.kernels.lanes.FlatLanes;
import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Lanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.UpdateLanes;

/** The scalar kernel bodies. */
public final class ScalarLanes implements Lanes {
    private final GemmLanes gemm = new ScalarGemmLanes();
    private final PointwiseLanes pointwise = new ScalarPointwiseLanes();
    private final ChannelLanes channels = new ScalarChannelLanes();
    private final DepthwiseLanes depthwise = new ScalarDepthwiseLanes();
    private final FlatLanes flat = new ScalarFlatLanes();
    private final UpdateLanes updates = new ScalarUpdateLanes();

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int vectorLength() {
        return 1;
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

package dev.inkstone.peers.inkstone;

import dev.inkstone.kernels.Conv2dGeometry;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.Task;

/** The kernels under convolutional layers and their gradients. */
final class Convolution implements Task {
    private final ConvolutionWork work;
    private final Conv2dGeometry geometry;
    private final dev.inkstone.kernels.Convolution kernels = Kernels.chosen().convolution();
    private final float[] x;
    private final float[] w;
    private final float[] gy;
    private final float[] result;

    Convolution(ConvolutionWork work) {
        this.work = work;
        geometry = geometry(work);
        x = work.input();
        w = work.weights();
        gy = work.outputGradient();
        result = new float
                [switch (work.direction()) {
                    case FORWARD -> gy.length;
                    case INPUT_GRADIENT -> x.length;
                    case WEIGHT_GRADIENT -> w.length;
                }];
    }

    private static Conv2dGeometry geometry(ConvolutionWork work) {
        int size = work.size();
        int before = work.padding() / 2;
        return new Conv2dGeometry(
                work.batch(),
                size,
                size,
                work.inChannels(),
                work.kernel(),
                work.kernel(),
                work.outChannels(),
                work.stride(),
                work.stride(),
                1,
                1,
                before,
                before,
                work.outSize(),
                work.outSize());
    }

    @Override
    public void run(int turn) {
        switch (work.direction()) {
            case FORWARD -> kernels.forward(geometry, x, 0, w, 0, Epilogue.NONE, result, 0);
            case INPUT_GRADIENT -> kernels.inputGradient(geometry, gy, 0, w, 0, result, 0);
            case WEIGHT_GRADIENT -> kernels.weightGradient(geometry, x, 0, gy, 0, result, 0);
        }
    }

    @Override
    public double value() {
        return result[0];
    }
}

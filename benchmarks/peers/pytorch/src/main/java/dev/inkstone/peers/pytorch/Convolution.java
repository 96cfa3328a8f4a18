package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.ConvolutionWork.Direction;
import dev.inkstone.peers.work.Extent;
import dev.inkstone.peers.work.Task;

/**
 * {@code torch.conv2d}, or its backward pass alone. For a gradient the forward pass runs before the clock starts, with only the
 * input or only the weights as a leaf that requires a gradient; then the backward pass from a dense gradient of the output is
 * timed, which computes that one gradient and nothing else.
 */
final class Convolution implements Task {
    private final NDManager manager;
    private final ConvolutionWork work;
    private final NDArray x;
    private final NDArray w;
    private final NDArray gy;
    private final Shape stride;
    private final Shape padding;
    private NDManager step;
    private NDArray leaf;
    private NDArray y;

    Convolution(NDManager manager, ConvolutionWork work, Layout layout) {
        this.manager = manager;
        this.work = work;
        Extent in = new Extent(work.size(), work.size(), work.inChannels());
        Extent out = new Extent(work.outSize(), work.outSize(), work.outChannels());
        x = layout.images(manager, work.input(), work.batch(), in);
        w = layout.kernels(manager, work.weights(), work.kernel(), work.inChannels(), work.outChannels());
        gy = layout.images(manager, work.outputGradient(), work.batch(), out);
        stride = new Shape(work.stride(), work.stride());
        padding = Modules.padding(work.size(), work.kernel(), work.stride());
        step = manager.newSubManager();
        leaf = x;
        y = gy;
    }

    @Override
    public void prepare(int turn) {
        step.close();
        step = manager.newSubManager();
        if (work.direction() == Direction.FORWARD) {
            leaf = Examples.view(step, x);
            return;
        }
        boolean ofInput = work.direction() == Direction.INPUT_GRADIENT;
        leaf = Examples.view(step, ofInput ? x : w);
        leaf.setRequiresGradient(true);
        JniUtils.setGradMode(true);
        y = ofInput ? convolution(leaf, w) : convolution(Examples.view(step, x), leaf);
        JniUtils.setGradMode(false);
    }

    @Override
    public void run(int turn) {
        if (work.direction() == Direction.FORWARD) {
            y = convolution(leaf, w);
        } else {
            JniUtils.backward((PtNDArray) y, (PtNDArray) gy, false, false);
        }
    }

    private NDArray convolution(NDArray input, NDArray weights) {
        return JniUtils.convolution((PtNDArray) input, (PtNDArray) weights, null, stride, padding, new Shape(1, 1), 1);
    }

    @Override
    public double value() {
        NDArray result = work.direction() == Direction.FORWARD ? y : leaf.getGradient();
        Shape shape = result.getShape();
        return result.getFloat(0, 0, shape.get(2) - 1, shape.get(3) - 1);
    }

    @Override
    public void close() {
        manager.close();
    }
}

package dev.inkstone.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.inkstone.peers.work.Assembler;
import dev.inkstone.peers.work.Extent;
import dev.inkstone.peers.work.Stage;
import dev.inkstone.peers.work.Weights;
import java.util.List;

/** Takes the weights of a network and makes its stages; the value that flows is the list of those so far. */
final class Modules implements Assembler<List<Module>> {
    private final NDManager manager;
    private final Weights weights;
    private final Layout layout;
    private final List<NDArray> parameters;
    private final boolean training;

    /** The images whose values lie in a row, in the order of the layout; of one row when they do not. */
    private Extent flattened = new Extent(1, 1, 1);

    Modules(NDManager manager, Weights weights, Layout layout, List<NDArray> parameters, boolean training) {
        this.manager = manager;
        this.weights = weights;
        this.layout = layout;
        this.parameters = parameters;
        this.training = training;
    }

    @Override
    public List<Module> convolution(List<Module> x, Stage.Convolution stage, Extent in) {
        int kernel = stage.kernel();
        float[] values = weights.next(kernel * kernel * in.channels() * stage.filters());
        int w = parameter(layout.kernels(manager, values, kernel, in.channels(), stage.filters()));
        int b = bias(stage.filters());
        Shape stride = new Shape(stage.stride(), stage.stride());
        Shape padding = padding(in.height(), kernel, stage.stride());
        Shape dilation = new Shape(1, 1);
        x.add((a, p) -> a.getNDArrayInternal()
                .convolution(a, p.get(w), p.get(b), stride, padding, dilation, 1)
                .head());
        return activate(x, stage.activation());
    }

    /** Of images that are turned, and so begin with what SAME puts behind them. */
    static Shape padding(int size, int kernel, int stride) {
        int before = (Extent.samePadding(size, kernel, stride) + 1) / 2;
        if ((size + 2 * before - kernel) / stride + 1 != Extent.same(size, stride)) {
            throw new IllegalArgumentException("convolution: size " + size + ", kernel " + kernel + ", stride " + stride
                    + " needs a copy of the image in PyTorch");
        }
        return new Shape(before, before);
    }

    @Override
    public List<Module> dense(List<Module> x, Stage.Dense stage, Extent in) {
        float[] values = weights.next(in.channels() * stage.units());
        int[] order = flattened.size() == in.channels() ? layout.order(flattened) : rows(in.channels());
        flattened = new Extent(1, 1, 1);
        float[] transposed = new float[values.length];
        for (int o = 0; o < stage.units(); o++) {
            for (int i = 0; i < order.length; i++) {
                transposed[o * order.length + i] = values[order[i] * stage.units() + o];
            }
        }
        int w = parameter(manager.create(transposed, new Shape(stage.units(), order.length)));
        int b = bias(stage.units());
        x.add((a, p) -> a.getNDArrayInternal().linear(a, p.get(w), p.get(b)).head());
        return activate(x, stage.activation());
    }

    private static int[] rows(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return order;
    }

    @Override
    public List<Module> pool(List<Module> x, Stage.Pool stage, Extent in) {
        Shape size = new Shape(stage.size(), stage.size());
        Shape none = new Shape(0, 0);
        x.add(
                stage.largest()
                        ? (a, p) -> a.getNDArrayInternal().maxPool(size, size, none, false)
                        : (a, p) -> a.getNDArrayInternal().avgPool(size, size, none, false, false));
        return x;
    }

    @Override
    public List<Module> batchNorm(List<Module> x, Stage.BatchNorm stage, Extent in) {
        if (flattened.size() > 1) {
            throw new IllegalArgumentException("network: batch norm between flatten and dense is not foreseen");
        }
        Shape shape = new Shape(in.channels());
        int gamma = parameter(manager.create(weights.next(in.channels()), shape));
        int beta = parameter(manager.create(weights.next(in.channels()), shape));
        NDArray mean = manager.zeros(shape);
        NDArray variance = manager.ones(shape);
        x.add((a, p) -> a.getNDArrayInternal()
                .batchNorm(
                        a, mean, variance, p.get(gamma), p.get(beta), -1, stage.momentum(), stage.epsilon(), training)
                .head());
        return activate(x, stage.activation());
    }

    @Override
    public List<Module> activate(List<Module> x, Stage.Activation activation) {
        switch (activation) {
            case LINEAR -> {}
            case RELU -> x.add((a, p) -> a.getNDArrayInternal().relu());
            case SELU -> x.add((a, p) -> a.getNDArrayInternal().selu());
            case SIGMOID -> x.add((a, p) -> a.getNDArrayInternal().sigmoid());
        }
        return x;
    }

    @Override
    public List<Module> dropout(List<Module> x, float rate, Extent in) {
        if (training) {
            x.add((a, p) -> a.getNDArrayInternal().dropout(a, rate, true).head());
        }
        return x;
    }

    @Override
    public List<Module> flatten(List<Module> x, Extent in) {
        flattened = in;
        x.add((a, p) -> layout.flat(a, in));
        return x;
    }

    private int bias(int count) {
        return parameter(manager.create(weights.next(count), new Shape(count)));
    }

    private int parameter(NDArray array) {
        parameters.add(array);
        return parameters.size() - 1;
    }

    /** Runs all of them. */
    static NDArray forward(List<Module> modules, NDArray images, NDList parameters) {
        NDArray x = images;
        for (Module module : modules) {
            x = module.forward(x, parameters);
        }
        return x;
    }
}

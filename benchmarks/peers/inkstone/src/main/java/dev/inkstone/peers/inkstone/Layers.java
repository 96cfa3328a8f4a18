package dev.inkstone.peers.inkstone;

import static dev.inkstone.layers.Layers.activation;
import static dev.inkstone.layers.Layers.averagePool2d;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.maxPool2d;

import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.Dropout;
import dev.inkstone.layers.Flatten;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.ops.Activation;
import dev.inkstone.peers.work.Assembler;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Extent;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Stage;
import dev.inkstone.peers.work.Weights;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Collects layer specs; the value that flows is their list. */
final class Layers implements Assembler<List<LayerSpec>> {
    /** The network with these weights, all of which it takes. */
    static Model model(Network network, Weights weights) {
        List<LayerSpec> specs = network.assemble(new Layers(), new ArrayList<>());
        Model model = Model.build(Shape.of(Digits.SIDE, Digits.SIDE, 1), 42L, new Sequential(specs));
        float[] values = weights.next(weights.left());
        System.arraycopy(values, 0, model.parameters().values(), 0, values.length);
        return model;
    }

    @Override
    public List<LayerSpec> convolution(List<LayerSpec> x, Stage.Convolution stage, Extent in) {
        return and(
                x,
                conv2d(stage.filters(), stage.kernel()).stride(stage.stride()).activation(named(stage.activation())));
    }

    @Override
    public List<LayerSpec> dense(List<LayerSpec> x, Stage.Dense stage, Extent in) {
        return and(x, dev.inkstone.layers.Layers.dense(stage.units()).activation(named(stage.activation())));
    }

    @Override
    public List<LayerSpec> pool(List<LayerSpec> x, Stage.Pool stage, Extent in) {
        return and(x, stage.largest() ? maxPool2d(stage.size()) : averagePool2d(stage.size()));
    }

    @Override
    public List<LayerSpec> batchNorm(List<LayerSpec> x, Stage.BatchNorm stage, Extent in) {
        return and(x, new BatchNorm(stage.momentum(), stage.epsilon(), named(stage.activation())));
    }

    @Override
    public List<LayerSpec> activate(List<LayerSpec> x, Stage.Activation activation) {
        return and(x, activation(named(activation)));
    }

    @Override
    public List<LayerSpec> dropout(List<LayerSpec> x, float rate, Extent in) {
        return and(x, new Dropout(rate));
    }

    @Override
    public List<LayerSpec> flatten(List<LayerSpec> x, Extent in) {
        return and(x, new Flatten());
    }

    private static List<LayerSpec> and(List<LayerSpec> layers, LayerSpec next) {
        layers.add(next);
        return layers;
    }

    private static Activation named(Stage.Activation activation) {
        return Activation.valueOf(activation.name());
    }
}

package dev.inkstone.layers;

import static dev.inkstone.ops.AveragePool2d.averagePool2d;

import dev.inkstone.ops.Padding;
import dev.inkstone.ops.Pool2d;
import dev.inkstone.tensor.Shape;

/** The mean (padding left out of the count) of each window and channel of {@code [height, width, channels]}. */
public record AveragePool2d(Pool2d window) implements LayerSpec {
    /** The same with this stride on both axes; default the size of the window. */
    public AveragePool2d stride(int stride) {
        return new AveragePool2d(new Pool2d(window.height(), window.width(), stride, stride, window.padding()));
    }

    /** The same with this padding; default {@link Padding#VALID}. */
    public AveragePool2d padding(Padding padding) {
        return new AveragePool2d(
                new Pool2d(window.height(), window.width(), window.strideHeight(), window.strideWidth(), padding));
    }

    @Override
    public String kind() {
        return "pool";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Shape output = window.outputShape(context.label("average_pool2d"), input);
        return Layer.of(output, (x, tape) -> averagePool2d(tape, x, window));
    }
}

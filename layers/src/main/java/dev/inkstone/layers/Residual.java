package dev.inkstone.layers;

import static dev.inkstone.ops.Add.add;

import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * {@code activation(shortcut(x) + body(x))} (He et al., Deep Residual Learning, 2016).
 *
 * @param body the layers beside the shortcut
 * @param shortcut what the input passes through before the sum; null for nothing
 * @param activation after the sum
 */
public record Residual(Sequential body, @Nullable LayerSpec shortcut, Activation activation) implements LayerSpec {
    /** The same with a shortcut, called {@code shortcut} unless it is named, where body changes the shape: {@code conv2d(filters, 1).stride(n)}. */
    public Residual shortcut(LayerSpec... layers) {
        return new Residual(body, layers.length == 1 ? layers[0] : Layers.sequential(layers), activation);
    }

    /** The same with an activation after the sum. */
    public Residual activation(Activation activation) {
        return new Residual(body, shortcut, activation);
    }

    /** Into the body; a shortcut without an activation is {@link Activation#LINEAR}, and so is the sum. */
    @Override
    public Residual defaultActivation(Activation activation) {
        LayerSpec side = shortcut == null ? null : shortcut.defaultActivation(Activation.LINEAR);
        return new Residual(body.defaultActivation(activation), side, this.activation);
    }

    @Override
    public String kind() {
        return "residual";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Layer main = body.build(context, input);
        Layer side = shortcut == null
                ? Layer.of(input, (x, tape) -> x)
                : context.child(shortcut instanceof Named ? shortcut : shortcut.named("shortcut"), input);
        if (!main.outputShape().equals(side.outputShape())) {
            throw new ShapeException(context.label("residual") + ": body gives " + main.outputShape()
                    + ", expected the shortcut's " + side.outputShape() + cure(input, main.outputShape()));
        }
        return Layer.of(
                main.outputShape(),
                (x, tape) -> activation.apply(tape, add(tape, side.forward(x, tape), main.forward(x, tape))));
    }

    private static String cure(Shape input, Shape output) {
        if (input.rank() == 1 && output.rank() == 1) {
            return "; add .shortcut(dense(" + output.dim(0) + "))";
        }
        boolean images = input.rank() == 3 && output.rank() == 3 && output.size() > 0;
        int stride = images ? ceilDiv(input.dim(0), output.dim(0)) : 0;
        if (!images || !isStrided(input, output, stride)) {
            return "; bring both to one shape";
        }
        return "; add .shortcut(conv2d(" + output.dim(2) + ", 1)" + (stride == 1 ? ")" : ".stride(" + stride + "))");
    }

    /** Whether a shortcut of this stride, with its padding SAME, gives images of the size of the body's. */
    private static boolean isStrided(Shape input, Shape output, int stride) {
        return ceilDiv(input.dim(0), stride) == output.dim(0) && ceilDiv(input.dim(1), stride) == output.dim(1);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}

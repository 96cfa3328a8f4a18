package dev.inkstone.layers;

import static dev.inkstone.ops.Dense.dense;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer over {@code [in]}; parameters {@code kernel [in, units]} and {@code bias [units]} (zeros at the start).
 *
 * <p>The input has rank 1, and nothing else: over {@code [height, width, channels]} the layer could also mean one product for
 * each pixel, which is what a forgotten {@code flatten()} would silently give. For that say {@code conv2d(units, 1)}.
 *
 * @param units the number of outputs
 * @param activation applied to the output; null where none was chosen, which is {@link Activation#LINEAR} unless a group of
 *     layers has another default, see {@link Layers#withActivation}
 * @param bias whether there is a bias; leave it out before batch norm
 * @param kernelInitializer null for {@link Initializers#forActivation}
 */
public record Dense(
        int units,
        @Nullable Activation activation,
        boolean bias,
        @Nullable Initializer kernelInitializer) implements LayerSpec {
    /** @throws IllegalArgumentException if {@code units} is below 1 */
    public Dense {
        Layers.positive("dense", "units", units);
    }

    /** The same with this activation; default {@link Activation#LINEAR}, or that of {@link Layers#withActivation}. */
    public Dense activation(Activation activation) {
        return new Dense(units, activation, bias, kernelInitializer);
    }

    /** The same with or without a bias; default with. */
    public Dense bias(boolean bias) {
        return new Dense(units, activation, bias, kernelInitializer);
    }

    /** The same with this initialiser of the weights; default {@link Initializers#forActivation}. */
    public Dense kernelInitializer(Initializer initializer) {
        return new Dense(units, activation, bias, initializer);
    }

    @Override
    public Dense defaultActivation(Activation activation) {
        return this.activation == null ? activation(activation) : this;
    }

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        if (input.rank() != 1) {
            throw new ShapeException(context.label("dense") + ": input " + input + " has rank " + input.rank()
                    + ", expected rank 1 [in]; put flatten() before it");
        }
        String label = context.label("dense");
        Activation applied = Layers.chosen(activation);
        Shape weights = Layers.weights(label, input.dim(0), input.dim(0), units);
        Shape output = dev.inkstone.ops.Dense.outputShape(label, input, weights);
        Parameter kernel = context.parameter("kernel", weights, Layers.initializer(kernelInitializer, applied));
        Parameter biases = bias ? context.parameter("bias", Shape.of(units), Initializers.zeros()) : null;
        return Layer.of(
                output,
                (x, tape) -> dense(tape, x, tape.use(kernel), biases == null ? null : tape.use(biases), applied));
    }
}

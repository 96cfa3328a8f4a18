package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pool2dGeometry;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * The mean of each window and channel; padding is left out of the count.
 *
 * <p># Shapes: {@code [batch, height, width, channels]} to {@code [batch, outHeight, outWidth, channels]}.
 */
public final class AveragePool2d {
    private static final String OP = "average_pool2d";

    private AveragePool2d() {}

    /**
     * Average pooling over {@code window}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the input is no image batch, or smaller than the window
     */
    public static Tensor averagePool2d(Tape tape, Tensor input, Pool2d window) {
        String label = tape.label(OP);
        Pool2dGeometry g = window.geometry(
                label, input.shape().rank() == 4 ? input.shape().dim(0) : 0, Checks.images(label, input.shape()));
        Tensor output = tape.allocate(Shape.of(g.batch(), g.outHeight(), g.outWidth(), g.channels()));
        Kernels.active().pooling().averageForward(g, input.array(), input.offset(), output.array(), output.offset());
        return tape.record(
                OP,
                output,
                (gradient, pass) -> pass.into(
                        input,
                        target -> Kernels.active()
                                .pooling()
                                .averageBackward(
                                        g, gradient.array(), gradient.offset(), target.array(), target.offset())),
                input);
    }
}

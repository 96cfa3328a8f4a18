package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pool2dGeometry;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/**
 * The largest value of each window and channel. Padding never wins; among equals the first in row-major order receives the
 * whole gradient; a NaN in the window gives NaN.
 *
 * <p># Shapes: {@code [batch, height, width, channels]} to {@code [batch, outHeight, outWidth, channels]}.
 */
public final class MaxPool2d {
    private static final String OP = "max_pool2d";

    private MaxPool2d() {}

    /**
     * Max pooling over {@code window}.
     *
     * @throws dev.inkstone.tensor.ShapeException if the input is no image batch, or smaller than the window
     */
    public static Tensor maxPool2d(Tape tape, Tensor input, Pool2d window) {
        String label = tape.label(OP);
        Pool2dGeometry g = window.geometry(
                label, input.shape().rank() == 4 ? input.shape().dim(0) : 0, Checks.images(label, input.shape()));
        Tensor output = tape.allocate(Shape.of(g.batch(), g.outHeight(), g.outWidth(), g.channels()));
        boolean recorded = tape.needsGradient(input);
        IntTensor winners = tape.allocateInts(recorded ? output.shape() : Shape.of(0));
        Kernels.active()
                .pooling()
                .maxForward(
                        g,
                        input.array(),
                        input.offset(),
                        output.array(),
                        output.offset(),
                        recorded ? winners.array() : null);
        return tape.record(
                OP,
                output,
                (gradient, pass) -> pass.into(
                        input,
                        target -> Kernels.active()
                                .pooling()
                                .maxBackward(
                                        g,
                                        gradient.array(),
                                        gradient.offset(),
                                        winners.array(),
                                        target.array(),
                                        target.offset())),
                input);
    }
}

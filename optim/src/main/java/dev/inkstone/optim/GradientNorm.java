package dev.inkstone.optim;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/** Euclidean norms of gradients, summed in double precision: what clipping limits, and a number worth watching. */
public final class GradientNorm {
    private GradientNorm() {}

    /** The norm of the gradients of all parameters together; frozen ones have none. */
    public static double of(Gradients gradients) {
        return of(gradients.flat());
    }

    /**
     * The norm of the gradient of one parameter.
     *
     * @throws IllegalArgumentException if it belongs to another model
     */
    public static double of(Gradients gradients, Parameter parameter) {
        return of(gradients.of(parameter));
    }

    private static double of(Tensor tensor) {
        return Math.sqrt(Kernels.active().penalties().value(tensor.size(), tensor.array(), tensor.offset(), 0, 1));
    }

    static double of(float[] g, List<Span> spans) {
        double sum = 0;
        for (Span span : spans) {
            sum += Kernels.active().penalties().value(span.length(), g, span.from(), 0, 1);
        }
        return Math.sqrt(sum);
    }
}

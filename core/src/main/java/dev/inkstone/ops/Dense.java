package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Epilogue;
import dev.inkstone.kernels.Gemm;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer: {@code activation(input · weights + bias)} over the last axis.
 *
 * <p># Shapes: input {@code [..., in]} of rank 2 or more, weights {@code [in, out]}, bias {@code [out]}, output {@code [...,
 * out]}.
 */
public final class Dense {
    private static final String OP = "dense";

    private Dense() {}

    /**
     * The shape of the output for one example.
     *
     * @param label how a message starts
     * @param example {@code [..., in]}
     * @param weights {@code [in, out]}
     * @throws ShapeException if they do not fit
     */
    public static Shape outputShape(String label, Shape example, Shape weights) {
        if (weights.rank() != 2 || weights.size() == 0 || example.rank() < 1 || weights.dim(0) != example.dim(-1)) {
            throw new ShapeException(
                    label + ": weights " + weights + " with input " + example + ", expected [" + inputs(example)
                            + ", out]; the first dimension is the size of the input's last axis (flatten() images first)");
        }
        int[] dims = example.dims();
        dims[dims.length - 1] = weights.dim(1);
        return Shape.of(dims);
    }

    /** Matrix product, bias and activation in one kernel; {@code bias} may be null. */
    public static Tensor dense(Tape tape, Tensor input, Tensor weights, @Nullable Tensor bias, Activation activation) {
        if (!activation.fuses()) {
            return activation.apply(tape, dense(tape, input, weights, bias, Activation.LINEAR));
        }
        String label = tape.label(OP);
        if (input.shape().rank() < 2) {
            throw new ShapeException(label + ": input " + input.shape() + " has rank "
                    + input.shape().rank()
                    + ", expected rank 2 [batch, in] or more; add a batch axis with reshape(1, -1)");
        }
        Tensor output = tape.allocate(outputShape(label, input.shape(), weights.shape()));
        int in = weights.shape().dim(0);
        int out = weights.shape().dim(1);
        int rows = in == 0 ? 0 : input.size() / in;
        Epilogue epilogue = epilogue(label, bias, out, activation);
        gemm().multiply(
                        rows,
                        out,
                        in,
                        input.array(),
                        input.offset(),
                        weights.array(),
                        weights.offset(),
                        epilogue,
                        output.array(),
                        output.offset());
        return tape.record(
                OP,
                activation.noted(tape, output),
                (gradient, pass) -> {
                    Tensor gy = activation.unfuse(pass, output, gradient, bias);
                    pass.into(
                            weights,
                            target -> gemm().multiplyTransposedA(
                                            rows,
                                            in,
                                            out,
                                            input.array(),
                                            input.offset(),
                                            gy.array(),
                                            gy.offset(),
                                            target.array(),
                                            target.offset()));
                    pass.into(
                            input,
                            target -> gemm().multiplyTransposedB(
                                            rows,
                                            in,
                                            out,
                                            gy.array(),
                                            gy.offset(),
                                            weights.array(),
                                            weights.offset(),
                                            target.array(),
                                            target.offset()));
                },
                bias == null ? new Tensor[] {input, weights} : new Tensor[] {input, weights, bias});
    }

    static Epilogue epilogue(String label, @Nullable Tensor bias, int out, Activation activation) {
        if (bias == null) {
            return new Epilogue(null, 0, activation.function());
        }
        Checks.shape(label, "bias", bias.shape(), Shape.of(out), "one value for each output");
        return new Epilogue(bias.array(), bias.offset(), activation.function());
    }

    private static Gemm gemm() {
        return Kernels.active().gemm();
    }

    private static String inputs(Shape example) {
        return example.rank() < 1 ? "in" : Integer.toString(example.dim(-1));
    }
}

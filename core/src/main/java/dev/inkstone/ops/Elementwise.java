package dev.inkstone.ops;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Pointwise;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.tensor.Tensor;

/** Functions of one tensor, element by element, of any shape. */
final class Elementwise {
    private Elementwise() {}

    static Tensor unary(Tape tape, String op, Unary f, Tensor x) {
        Tensor y = tape.allocate(x.shape());
        kernels().unary(f, x.size(), x.array(), x.offset(), y.array(), y.offset());
        Tensor saved = f.fromInput() ? x : y;
        return tape.record(
                op,
                y,
                (gradient, pass) -> {
                    Tensor gx = pass.over(gradient);
                    gradient(f, saved, gradient, gx);
                    pass.give(x, gx);
                },
                x);
    }

    /** {@code target = gradient · f'}, from the output of {@code f}, or from its input where {@link Unary#fromInput}. */
    static void gradient(Unary f, Tensor saved, Tensor gradient, Tensor target) {
        kernels()
                .unaryGradient(
                        f,
                        saved.size(),
                        saved.array(),
                        saved.offset(),
                        gradient.array(),
                        gradient.offset(),
                        target.array(),
                        target.offset());
    }

    static Tensor parametric(Tape tape, String op, Parametric f, float p, float q, Tensor x) {
        Tensor y = tape.allocate(x.shape());
        kernels().parametric(f, p, q, x.size(), x.array(), x.offset(), y.array(), y.offset());
        return tape.record(
                op,
                y,
                (gradient, pass) -> {
                    Tensor gx = pass.over(gradient);
                    kernels()
                            .parametricGradient(
                                    f,
                                    p,
                                    q,
                                    x.size(),
                                    x.array(),
                                    x.offset(),
                                    gradient.array(),
                                    gradient.offset(),
                                    gx.array(),
                                    gx.offset());
                    pass.give(x, gx);
                },
                x);
    }

    static Pointwise kernels() {
        return Kernels.active().pointwise();
    }
}

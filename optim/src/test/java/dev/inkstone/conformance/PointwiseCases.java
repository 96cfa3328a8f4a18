package dev.inkstone.conformance;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Clip;
import dev.inkstone.ops.Elu;
import dev.inkstone.ops.Gelu;
import dev.inkstone.ops.LeakyRelu;
import dev.inkstone.ops.Pow;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** How to run the cases of element-wise functions. */
final class PointwiseCases {
    private PointwiseCases() {}

    /** A function of one tensor. */
    interface Function {
        Tensor apply(Tape tape, Tensor x);
    }

    static OpCases.Runner plain(Function f) {
        return c -> run(c, f);
    }

    static Map<String, float[]> leakyRelu(Case c) {
        return run(c, (tape, x) -> LeakyRelu.leakyRelu(tape, x, (float) c.number("alpha")));
    }

    static Map<String, float[]> elu(Case c) {
        return run(c, (tape, x) -> Elu.elu(tape, x, (float) c.number("alpha")));
    }

    static Map<String, float[]> gelu(Case c) {
        c.require("approximation", "tanh", "none");
        return run(c, c.text("approximation").equals("tanh") ? Gelu::geluTanh : Gelu::gelu);
    }

    static Map<String, float[]> pow(Case c) {
        return run(c, (tape, x) -> Pow.pow(tape, x, (float) c.number("exponent")));
    }

    static Map<String, float[]> clip(Case c) {
        c.require("boundary_rule", "gradient passes where minimum <= x <= maximum");
        return run(c, (tape, x) -> Clip.clip(tape, x, (float) c.number("minimum"), (float) c.number("maximum")));
    }

    private static Map<String, float[]> run(Case c, Function f) {
        return Differentiated.run(c, List.of("input"), (tape, in) -> f.apply(tape, in.get("input")));
    }
}

package dev.inkstone.conformance;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.GlobalAveragePool2d;
import dev.inkstone.ops.GlobalMaxPool2d;
import dev.inkstone.ops.LayerNorm;
import dev.inkstone.ops.LogSoftmax;
import dev.inkstone.ops.Max;
import dev.inkstone.ops.Mean;
import dev.inkstone.ops.Sum;
import dev.inkstone.ops.Variance;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Ops that reduce or normalise along axes. */
final class ReductionCases {
    private ReductionCases() {}

    /** An op of an input, whether axes stay, and axes. */
    private interface Reduction {
        Tensor apply(Tape tape, Tensor x, boolean keepDims, int... axes);
    }

    private static Map<String, float[]> reduce(Case c, Reduction op) {
        c.require("keep_dims", 0, 1);
        boolean keepDims = c.integer("keep_dims") == 1;
        int[] axes = ShapeCases.numbers(c, "axes");
        return Differentiated.run(c, List.of("input"), (tape, in) -> op.apply(tape, in.get("input"), keepDims, axes));
    }

    static Map<String, float[]> sum(Case c) {
        return reduce(c, Sum::sum);
    }

    static Map<String, float[]> mean(Case c) {
        return reduce(c, Mean::mean);
    }

    static Map<String, float[]> max(Case c) {
        return reduce(c, Max::max);
    }

    static Map<String, float[]> variance(Case c) {
        int correction = c.integer("correction");
        return reduce(c, (tape, x, keepDims, axes) -> Variance.variance(tape, x, correction, keepDims, axes));
    }

    static Map<String, float[]> globalAveragePool2d(Case c) {
        c.require("keep_dims", 0, 1);
        boolean keepDims = c.integer("keep_dims") == 1;
        return Differentiated.run(
                c,
                List.of("input"),
                (tape, in) -> GlobalAveragePool2d.globalAveragePool2d(tape, in.get("input"), keepDims));
    }

    static Map<String, float[]> globalMaxPool2d(Case c) {
        c.require("keep_dims", 0, 1);
        boolean keepDims = c.integer("keep_dims") == 1;
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> GlobalMaxPool2d.globalMaxPool2d(tape, in.get("input"), keepDims));
    }

    static Map<String, float[]> logSoftmax(Case c) {
        int axis = c.integer("axis");
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> LogSoftmax.logSoftmax(tape, in.get("input"), axis));
    }

    static Map<String, float[]> layerNorm(Case c) {
        int[] axes = ShapeCases.numbers(c, "axes");
        float epsilon = (float) c.number("epsilon");
        return Differentiated.run(
                c,
                List.of("input", "gamma", "beta"),
                (tape, in) ->
                        LayerNorm.layerNorm(tape, in.get("input"), in.get("gamma"), in.get("beta"), epsilon, axes));
    }
}

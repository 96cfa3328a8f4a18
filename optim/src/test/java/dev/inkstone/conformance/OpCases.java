package dev.inkstone.conformance;

import static java.util.Map.entry;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Abs;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Add;
import dev.inkstone.ops.AveragePool2d;
import dev.inkstone.ops.Dense;
import dev.inkstone.ops.Divide;
import dev.inkstone.ops.Exp;
import dev.inkstone.ops.Log;
import dev.inkstone.ops.MaxPool2d;
import dev.inkstone.ops.Multiply;
import dev.inkstone.ops.Padding;
import dev.inkstone.ops.Penalty;
import dev.inkstone.ops.Pool2d;
import dev.inkstone.ops.Relu;
import dev.inkstone.ops.Reshape;
import dev.inkstone.ops.Selu;
import dev.inkstone.ops.Sigmoid;
import dev.inkstone.ops.Silu;
import dev.inkstone.ops.Softmax;
import dev.inkstone.ops.Softplus;
import dev.inkstone.ops.Sqrt;
import dev.inkstone.ops.Subtract;
import dev.inkstone.ops.Tanh;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How to run the cases of each op: adding an op is one entry. */
final class OpCases {
    /** What the library computes for a case, by the names of the expected tensors. */
    interface Runner {
        Map<String, float[]> run(Case c);
    }

    static final Map<String, Runner> RUNNERS = Map.ofEntries(
            entry("relu", PointwiseCases.plain(Relu::relu)),
            entry("selu", PointwiseCases.plain(Selu::selu)),
            entry("sigmoid", PointwiseCases.plain(Sigmoid::sigmoid)),
            entry("tanh", PointwiseCases.plain(Tanh::tanh)),
            entry("softmax", OpCases::softmax),
            entry("add", binary(Add::add)),
            entry("sub", binary(Subtract::subtract)),
            entry("mul", binary(Multiply::multiply)),
            entry("div", binary(Divide::divide)),
            entry("leaky_relu", PointwiseCases::leakyRelu),
            entry("elu", PointwiseCases::elu),
            entry("gelu", PointwiseCases::gelu),
            entry("softplus", PointwiseCases.plain(Softplus::softplus)),
            entry("silu", PointwiseCases.plain(Silu::silu)),
            entry("exp", PointwiseCases.plain(Exp::exp)),
            entry("log", PointwiseCases.plain(Log::log)),
            entry("sqrt", PointwiseCases.plain(Sqrt::sqrt)),
            entry("abs", PointwiseCases.plain(Abs::abs)),
            entry("pow", PointwiseCases::pow),
            entry("clip", PointwiseCases::clip),
            entry("dense", OpCases::dense),
            entry("conv2d", ConvolutionCases::conv2d),
            entry("depthwise_conv2d", ConvolutionCases::depthwise),
            entry("conv2d_transpose", ConvolutionCases::transposed),
            entry("max_pool2d", OpCases::maxPool2d),
            entry("avg_pool2d", OpCases::averagePool2d),
            entry("reshape", OpCases::reshape),
            entry("softmax_cross_entropy", LossCases::softmaxCrossEntropy),
            entry("binary_cross_entropy_with_logits", LossCases::binaryCrossEntropy),
            entry("mean_squared_error", LossCases::squared),
            entry("mean_absolute_error", LossCases::absolute),
            entry("huber", LossCases::huber),
            entry("reduce_sum", ReductionCases::sum),
            entry("reduce_mean", ReductionCases::mean),
            entry("reduce_max", ReductionCases::max),
            entry("reduce_var", ReductionCases::variance),
            entry("global_avg_pool2d", ReductionCases::globalAveragePool2d),
            entry("global_max_pool2d", ReductionCases::globalMaxPool2d),
            entry("log_softmax", ReductionCases::logSoftmax),
            entry("layer_norm", ReductionCases::layerNorm),
            entry("matmul", ShapeCases::matMul),
            entry("transpose", ShapeCases::transpose),
            entry("concat", ShapeCases::concat),
            entry("slice", ShapeCases::slice),
            entry("pad", ShapeCases::pad),
            entry("batch_norm_training", BatchNormCases::training),
            entry("batch_norm_inference", BatchNormCases::inference),
            entry("sgd", OptimizerCases::sgd),
            entry("momentum", OptimizerCases::momentum),
            entry("nesterov", OptimizerCases::nesterov),
            entry("adam", OptimizerCases::adam),
            entry("adamw", OptimizerCases::adamW),
            entry("rmsprop", OptimizerCases::rmsProp),
            entry("adagrad", OptimizerCases::adagrad),
            entry("clip_by_global_norm", ClippingCases::globalNorm),
            entry("clip_by_norm", ClippingCases::norm),
            entry("clip_by_value", ClippingCases::value),
            entry("step_schedule", ScheduleCases::step),
            entry("exponential_schedule", ScheduleCases::exponential),
            entry("cosine_schedule", ScheduleCases::cosine),
            entry("warmup_cosine_schedule", ScheduleCases::warmUp),
            entry("one_cycle_schedule", ScheduleCases::oneCycle),
            entry("l1_penalty", OpCases::penalty),
            entry("l2_penalty", OpCases::penalty),
            entry("l1_l2_penalty", OpCases::penalty));

    private OpCases() {}

    /** An op of two tensors. */
    private interface Binary {
        Tensor apply(Tape tape, Tensor a, Tensor b);
    }

    private static Runner binary(Binary op) {
        return c -> Differentiated.run(
                c, List.of("input_a", "input_b"), (tape, in) -> op.apply(tape, in.get("input_a"), in.get("input_b")));
    }

    private static Map<String, float[]> softmax(Case c) {
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> Softmax.softmax(tape, in.get("input"), c.integer("axis")));
    }

    private static Map<String, float[]> dense(Case c) {
        return Differentiated.run(
                c,
                List.of("input", "weight", "bias"),
                (tape, in) -> Dense.dense(tape, in.get("input"), in.get("weight"), in.get("bias"), Activation.LINEAR));
    }

    private static Map<String, float[]> maxPool2d(Case c) {
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> MaxPool2d.maxPool2d(tape, in.get("input"), window(c)));
    }

    private static Map<String, float[]> averagePool2d(Case c) {
        c.require("count_includes_padding", 0);
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> AveragePool2d.averagePool2d(tape, in.get("input"), window(c)));
    }

    private static Map<String, float[]> reshape(Case c) {
        int[] dims = Arrays.stream(c.text("new_shape").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        return Differentiated.run(c, List.of("input"), (tape, in) -> Reshape.reshape(tape, in.get("input"), dims));
    }

    private static Map<String, float[]> penalty(Case c) {
        c.require("formula", "l1 * sum(|w|) + l2 * sum(w^2)");
        return Differentiated.run(
                c,
                List.of("weight"),
                (tape, in) -> Penalty.penalty(tape, in.get("weight"), c.number("l1"), c.number("l2")));
    }

    private static Pool2d window(Case c) {
        return new Pool2d(
                c.integer("kernel_h"), c.integer("kernel_w"), c.integer("stride_h"), c.integer("stride_w"), padding(c));
    }

    static Padding padding(Case c) {
        c.require("padding", "VALID", "SAME", "EXPLICIT");
        return switch (c.text("padding")) {
            case "VALID" -> Padding.VALID;
            case "SAME" -> Padding.SAME;
            default ->
                new Padding.Explicit(
                        c.integer("pad_top"), c.integer("pad_bottom"), c.integer("pad_left"), c.integer("pad_right"));
        };
    }
}

package dev.inkstone.conformance;

import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Conv2d;
import dev.inkstone.ops.Conv2dTranspose;
import dev.inkstone.ops.DepthwiseConv2d;
import dev.inkstone.ops.Padding;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How to run the cases of convolutions. */
final class ConvolutionCases {
    private static final List<String> INPUTS = List.of("input", "weight", "bias");

    private ConvolutionCases() {}

    static Map<String, float[]> conv2d(Case c) {
        Conv2d.Options options = options(c).groups(c.integer("groups"));
        return Differentiated.run(
                c,
                INPUTS,
                (tape, in) -> Conv2d.conv2d(
                        tape, in.get("input"), in.get("weight"), in.get("bias"), options, Activation.LINEAR));
    }

    static Map<String, float[]> depthwise(Case c) {
        Conv2d.Options options = options(c);
        return Differentiated.run(
                c,
                INPUTS,
                (tape, in) -> DepthwiseConv2d.depthwiseConv2d(
                        tape, in.get("input"), in.get("weight"), in.get("bias"), options, Activation.LINEAR));
    }

    static Map<String, float[]> transposed(Case c) {
        Conv2dTranspose.Options options = new Conv2dTranspose.Options(
                c.integer("stride_h"),
                c.integer("stride_w"),
                1,
                1,
                crop(c),
                c.integer("output_padding_h"),
                c.integer("output_padding_w"));
        Shape image = c.tensor("input").shape().dropFirst();
        Shape output =
                Conv2dTranspose.outputShape(c.op(), image, c.tensor("weight").shape(), options);
        if (output.dim(0) != c.integer("output_h") || output.dim(1) != c.integer("output_w")) {
            throw new AssertionError(c.name() + ": output " + output);
        }
        return Differentiated.run(
                c,
                INPUTS,
                (tape, in) -> Conv2dTranspose.conv2dTranspose(
                        tape, in.get("input"), in.get("weight"), in.get("bias"), options, Activation.LINEAR));
    }

    private static Conv2d.Options options(Case c) {
        return new Conv2d.Options(
                c.integer("stride_h"),
                c.integer("stride_w"),
                c.integer("dilation_h"),
                c.integer("dilation_w"),
                OpCases.padding(c));
    }

    /** Explicit cases give the crop in front and the size; the crop behind follows from them. */
    private static Padding crop(Case c) {
        c.require("padding", "VALID", "SAME", "EXPLICIT");
        return switch (c.text("padding")) {
            case "VALID" -> Padding.VALID;
            case "SAME" -> Padding.SAME;
            default -> {
                int[] dims = c.tensor("input").shape().dims();
                int[] after = new int[2];
                Arrays.setAll(after, i -> {
                    String axis = i == 0 ? "_h" : "_w";
                    int whole = (dims[1 + i] - 1) * c.integer("stride" + axis) + c.integer("kernel" + axis);
                    int front = c.integer(i == 0 ? "crop_top" : "crop_left");
                    return whole + c.integer("output_padding" + axis) - front - c.integer("output" + axis);
                });
                yield new Padding.Explicit(c.integer("crop_top"), after[0], c.integer("crop_left"), after[1]);
            }
        };
    }
}

package dev.inkstone.conformance;

import dev.inkstone.ops.Concat;
import dev.inkstone.ops.MatMul;
import dev.inkstone.ops.Pad;
import dev.inkstone.ops.Slice;
import dev.inkstone.ops.Transpose;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Matrix products and ops that move elements. */
final class ShapeCases {
    private ShapeCases() {}

    /** A list of numbers such as "0,2"; "" is none. */
    static int[] numbers(Case c, String attribute) {
        String text = c.text(attribute);
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
    }

    static Map<String, float[]> matMul(Case c) {
        c.require("transpose_a", 0, 1);
        c.require("transpose_b", 0, 1);
        boolean transposeA = c.integer("transpose_a") == 1;
        boolean transposeB = c.integer("transpose_b") == 1;
        return Differentiated.run(
                c,
                List.of("input_a", "input_b"),
                (tape, in) -> MatMul.matMul(tape, in.get("input_a"), in.get("input_b"), transposeA, transposeB));
    }

    static Map<String, float[]> transpose(Case c) {
        int[] order = numbers(c, "perm");
        return Differentiated.run(c, List.of("input"), (tape, in) -> Transpose.transpose(tape, in.get("input"), order));
    }

    static Map<String, float[]> concat(Case c) {
        List<String> names = IntStream.range(0, c.integer("inputs"))
                .mapToObj(i -> "input_" + i)
                .toList();
        return Differentiated.run(
                c,
                names,
                (tape, in) -> Concat.concat(tape, c.integer("axis"), in.values().toArray(Tensor[]::new)));
    }

    static Map<String, float[]> slice(Case c) {
        int[] begin = numbers(c, "begin");
        int[] size = numbers(c, "size");
        return Differentiated.run(c, List.of("input"), (tape, in) -> Slice.slice(tape, in.get("input"), begin, size));
    }

    static Map<String, float[]> pad(Case c) {
        int[] before = numbers(c, "before");
        int[] after = numbers(c, "after");
        float value = (float) c.number("value");
        return Differentiated.run(
                c, List.of("input"), (tape, in) -> Pad.pad(tape, in.get("input"), before, after, value));
    }
}

package dev.inkstone.kernels;

import dev.inkstone.kernels.KernelData.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cases of copies, rows of tables and batches of products. */
final class MovementCases {
    private static final int[][][] COPIES = { // shape, strides of x, strides of y, floats of x and y
        {{}, {}, {}, {1, 1}},
        {{9}, {1}, {1}, {9, 9}},
        {{3, 0, 2}, {2, 2, 1}, {2, 2, 1}, {1, 1}},
        {{7, 5}, {1, 7}, {5, 1}, {35, 35}},
        {{40, 70}, {1, 40}, {70, 1}, {2_800, 2_800}},
        {{4, 2, 3}, {1, 12, 4}, {6, 3, 1}, {24, 24}},
        {{5, 4, 3, 2}, {1, 5, 20, 60}, {24, 6, 2, 1}, {120, 120}},
        {{3, 4}, {0, 1}, {4, 1}, {4, 12}},
        {{3, 4, 5}, {4, 1, 0}, {20, 5, 1}, {12, 60}},
        {{3, 1, 6}, {6, 6, 1}, {20, 6, 1}, {18, 60}},
        {{3, 4}, {20, 3}, {4, 1}, {60, 12}},
        {{11, 90, 65}, {1, 715, 11}, {5_850, 65, 1}, {64_350, 64_350}},
        {{90, 31, 18}, {600, 19, 1}, {558, 18, 1}, {54_000, 50_220}},
    };

    private final List<KernelCase> cases = new ArrayList<>();

    private MovementCases() {}

    static List<KernelCase> all() {
        MovementCases all = new MovementCases();
        all.copies();
        all.rows();
        all.products();
        return all.cases;
    }

    private void copies() {
        for (int n : new int[] {1, 16, 33, 50_021}) {
            cases.add(new KernelCase("Movement.fill", "n=" + n, n < 1000, (k, d) -> {
                Slice y = d.out(n);
                k.movement().fill(n, -0f, y.a(), y.o());
            }));
        }
        for (int[][] c : COPIES) {
            String size = Arrays.toString(c[0]) + Arrays.toString(c[1]);
            cases.add(new KernelCase("Movement.copy", size, c[3][0] < 2000, (k, d) -> {
                Slice x = d.in(c[3][0]);
                Slice y = d.inOut(c[3][1]);
                k.movement().copy(c[0], x.a(), x.o(), c[1], y.a(), y.o(), c[2]);
            }));
        }
    }

    private void rows() {
        int[][] sizes = {{0, 3, 4}, {1, 1, 1}, {7, 5, 3}, {40, 16, 9}, {300, 70, 11}, {2_000, 129, 50}};
        for (int[] s : sizes) { // places, width, rows of the table
            String size = Arrays.toString(s);
            boolean small = s[0] * s[1] < 2000;
            cases.add(new KernelCase("Movement.gatherRows", size, small, (k, d) -> {
                KernelData.Ints indices = d.labels(s[0], s[2]);
                Slice table = d.in(s[2] * s[1]);
                Slice y = d.out(s[0] * s[1]);
                k.movement().gatherRows(s[0], s[1], indices.a(), indices.o(), table.a(), table.o(), y.a(), y.o());
            }));
            cases.add(new KernelCase("Movement.scatterAddRows", size, small, (k, d) -> {
                KernelData.Ints indices = d.labels(s[0], s[2]);
                Slice x = d.in(s[0] * s[1]);
                Slice table = d.out(s[2] * s[1]);
                k.movement()
                        .scatterAddRows(s[0], s[1], s[2], indices.a(), indices.o(), x.a(), x.o(), table.a(), table.o());
            }));
        }
    }

    /** A batch of products; {@code a}, {@code b} and {@code c} are floats of one matrix. */
    private void products() {
        int[][] sizes = {{1, 1, 1, 1}, {3, 5, 7, 4}, {6, 17, 33, 16}, {40, 9, 18, 31}, {2, 90, 70, 100}};
        for (int[] s : sizes) { // batch, m, n, k
            product(
                    "BatchGemm.multiply",
                    s,
                    s[1] * s[3],
                    s[3] * s[2],
                    s[1] * s[2],
                    (k, x, y, z, p, q) ->
                            k.batchGemm().multiply(s[1], s[2], s[3], x.a(), x.o(), p, y.a(), y.o(), q, z.a(), z.o()));
            product(
                    "BatchGemm.multiplyTransposedB",
                    s,
                    s[1] * s[3],
                    s[2] * s[3],
                    s[1] * s[2],
                    (k, x, y, z, p, q) -> k.batchGemm()
                            .multiplyTransposedB(s[1], s[2], s[3], x.a(), x.o(), p, y.a(), y.o(), q, z.a(), z.o()));
            product(
                    "BatchGemm.multiplyTransposedA",
                    s,
                    s[1] * s[3],
                    s[1] * s[2],
                    s[3] * s[2],
                    (k, x, y, z, p, q) -> k.batchGemm()
                            .multiplyTransposedA(s[1], s[3], s[2], x.a(), x.o(), p, y.a(), y.o(), q, z.a(), z.o()));
        }
    }

    /** A kernel of two operands with the starts of their matrices. */
    private interface Product {
        void run(Kernels k, Slice x, Slice y, Slice z, int[] xStarts, int[] yStarts);
    }

    private void product(String method, int[] s, int a, int b, int c, Product body) {
        cases.add(new KernelCase(method, Arrays.toString(s), s[0] * s[1] * s[2] * s[3] < 2000, (k, d) -> {
            Slice x = d.in(s[0] * a);
            Slice y = d.in(2 * b);
            Slice z = d.out(s[0] * c);
            int[] xStarts = new int[s[0]];
            int[] yStarts = new int[s[0]];
            for (int i = 0; i < s[0]; i++) {
                xStarts[i] = i * a;
                yStarts[i] = i % 2 * b;
            }
            body.run(k, x, y, z, xStarts, yStarts);
        }));
    }
}

package dev.inkstone.kernels;

/**
 * Many matrix products of one size. Matrix i of an operand begins {@code offsets[i]} floats behind {@code a} (or {@code b});
 * one that is repeated has its offset more than once. Results stand one behind the other. Each product has the bits that {@link
 * Gemm} gives it.
 */
public final class BatchGemm {
    /** Products of this many multiplications and more are cut into threads themselves. */
    private static final long LARGE = 1 << 19;

    private final Gemm gemm;

    BatchGemm(Gemm gemm) {
        this.gemm = gemm;
    }

    /** {@code c[i] = a[i] · b[i]} with {@code a [m×k]} and {@code b [k×n]}; m may be 0. */
    public void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int[] aOffsets,
            float[] b,
            int bo,
            int[] bOffsets,
            float[] c,
            int co) {
        each(
                m == 0 ? 0 : aOffsets.length,
                (long) m * n * k,
                i -> gemm.multiply(
                        m, n, k, a, ao + aOffsets[i], b, bo + bOffsets[i], Epilogue.NONE, c, co + i * m * n));
    }

    /** {@code c[i] = a[i] · b[i]ᵀ} with {@code a [m×k]} and {@code b [n×k]}; m may be 0. */
    public void multiplyTransposedB(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int[] aOffsets,
            float[] b,
            int bo,
            int[] bOffsets,
            float[] c,
            int co) {
        each(
                m == 0 ? 0 : aOffsets.length,
                (long) m * n * k,
                i -> gemm.multiplyTransposedB(m, n, k, a, ao + aOffsets[i], b, bo + bOffsets[i], c, co + i * m * n));
    }

    /** {@code c[i] = a[i]ᵀ · b[i]} with {@code a [rows×k]} and {@code b [rows×n]}. */
    public void multiplyTransposedA(
            int rows,
            int k,
            int n,
            float[] a,
            int ao,
            int[] aOffsets,
            float[] b,
            int bo,
            int[] bOffsets,
            float[] c,
            int co) {
        each(
                aOffsets.length,
                (long) rows * k * n,
                i -> gemm.multiplyTransposedA(rows, k, n, a, ao + aOffsets[i], b, bo + bOffsets[i], c, co + i * k * n));
    }

    private static void each(int batch, long work, One product) {
        if (work >= LARGE) {
            for (int i = 0; i < batch; i++) {
                product.run(i);
            }
        } else {
            Split.items(batch, Math.max(1, work / 8), (from, to) -> {
                for (int i = from; i < to; i++) {
                    product.run(i);
                }
            });
        }
    }

    /** The product of one pair. */
    private interface One {
        void run(int i);
    }
}

package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.UpdateLanes;

/** Penalties on the size of weights, and the limit of their norm. */
public final class Penalties {
    /** Elements per chunk of a sum in double precision. */
    private static final int CHUNK = 1 << 14;

    private final UpdateLanes lanes;

    Penalties(UpdateLanes lanes) {
        this.lanes = lanes;
    }

    /** {@code l1·Σ|w| + l2·Σw²}, summed in double precision: ascending inside a chunk, chunks by the pairwise tree. */
    public double value(int n, float[] w, int wo, double l1, double l2) {
        int chunks = Math.max(1, (n - 1) / CHUNK + 1);
        double[] partial = new double[chunks];
        Split.items(chunks, CHUNK, (from, to) -> {
            for (int i = from; i < to; i++) {
                partial[i] = chunk(wo + i * CHUNK, wo + (int) Math.min(n, (i + 1L) * CHUNK), w, l1, l2);
            }
        });
        for (int step = 1; step < chunks; step *= 2) {
            for (int i = 0; i + step < chunks; i += 2 * step) {
                partial[i] += partial[i + step];
            }
        }
        return partial[0];
    }

    private static double chunk(int from, int to, float[] w, double l1, double l2) {
        double absolutes = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            absolutes += Math.abs(w[i]);
            squares += (double) w[i] * w[i];
        }
        return (l1 == 0 ? 0 : l1 * absolutes) + (l2 == 0 ? 0 : l2 * squares);
    }

    /** {@code g = fma(square, w, absolute·sign(w))}; the sign of a zero is that zero. */
    public void gradient(int n, float[] w, int wo, float absolute, float square, float[] g, int go) {
        Split.elements(n, (from, to) -> lanes.penaltyGradient(to - from, w, wo + from, absolute, square, g, go + from));
    }

    /**
     * Scales every column of {@code w[rows × columns]} whose norm is above {@code limit} down to it. Norms are sums in double
     * precision over ascending rows.
     */
    public void maxNorm(int rows, int columns, float[] w, int wo, double limit) {
        double[] squares = new double[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double value = w[wo + r * columns + c];
                squares[c] += value * value;
            }
        }
        for (int c = 0; c < columns; c++) {
            double norm = Math.sqrt(squares[c]);
            if (norm > limit) {
                float scale = (float) (limit / norm);
                for (int i = wo + c; i < wo + rows * columns; i += columns) {
                    w[i] *= scale;
                }
            }
        }
    }
}

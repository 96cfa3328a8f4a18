package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.memory.BufferPool;
import java.util.Arrays;

/**
 * Group normalization of {@code x}, {@code [batch, rows, c]}: each example by the statistics of each of {@code groups} blocks
 * of neighbouring channels. {@code gamma}, {@code beta} and their gradients have {@code c} elements, {@code mean} and {@code
 * inverse} (one over the deviation) {@code batch · groups}.
 */
public final class GroupNormalization {
    private final ChannelLanes channels;
    private final ChannelSums sums;
    private final Reduction reduction;

    GroupNormalization(PointwiseLanes pointwise, ChannelLanes channels, Reduction reduction) {
        this.channels = channels;
        this.sums = new ChannelSums(pointwise, channels);
        this.reduction = reduction;
    }

    /**
     * {@code inverse = 1 / √(variance + epsilon)} with the biased variance, and {@code y = (x − mean) · inverse · gamma +
     * beta}.
     */
    public void normalize(
            int batch,
            int rows,
            int c,
            int groups,
            float[] x,
            int xo,
            float epsilon,
            float[] gamma,
            int go,
            float[] beta,
            int bo,
            float[] mean,
            int mo,
            float[] inverse,
            int io,
            float[] y,
            int yo) {
        Split.items(batch, 4L * rows * c, (from, to) -> {
            Tiles tiles = new Tiles(c);
            int w = tiles.width();
            float[] p = BufferPool.shared().takeFloats(3 * w);
            for (int b = from; b < to; b++) {
                int at = b * rows * c;
                statistics(rows, c, groups, x, xo + at, epsilon, mean, mo + b * groups, inverse, io + b * groups, p);
                for (int j = 0; j < c; j++) {
                    p[w + j] = gamma[go + j] * inverse[io + b * groups + j / (c / groups)];
                    p[2 * w + j] = beta[bo + j];
                }
                tiles.repeat(p, 3);
                tiles.run(
                        rows,
                        (i, count, width) -> channels.normalize(count, width, x, xo + at + i, p, 0, w, y, yo + at + i));
            }
            BufferPool.shared().give(p);
        });
    }

    /** Statistics of one example; {@code wide} gets the mean for each channel. */
    private void statistics(
            int rows,
            int c,
            int groups,
            float[] x,
            int xo,
            float epsilon,
            float[] mean,
            int mo,
            float[] inverse,
            int io,
            float[] wide) {
        int width = c / groups;
        double count = (double) rows * width;
        float[] total = BufferPool.shared().takeFloats(2 * c);
        sums.values(rows, c, x, xo, total);
        double[] centre = new double[groups];
        for (int g = 0; g < groups; g++) {
            centre[g] = sum(total, c, g * width, width) / count;
            mean[mo + g] = (float) centre[g];
            Arrays.fill(wide, g * width, (g + 1) * width, mean[mo + g]);
        }
        sums.squares(rows, c, x, xo, wide, 0, total);
        for (int g = 0; g < groups; g++) {
            double off = centre[g] - mean[mo + g];
            double variance = Math.max(0, sum(total, c, g * width, width) / count - off * off);
            inverse[io + g] = (float) (1 / Math.sqrt(variance + epsilon));
        }
        BufferPool.shared().give(total);
    }

    private static double sum(float[] total, int c, int first, int count) {
        double sum = 0;
        for (int j = first; j < first + count; j++) {
            sum += Tree.exact(total[j], total[c + j]);
        }
        return sum;
    }

    /** Gradients, from what {@link #normalize} gave. */
    public void gradient(
            int batch,
            int rows,
            int c,
            int groups,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] inverse,
            int io,
            float[] gamma,
            int go,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        float[] parts = BufferPool.shared().takeFloats(2 * batch * c);
        Split.items(batch, 4L * rows * c, (from, to) -> {
            Example e = new Example(rows, c, groups, x, gy, gamma, go);
            for (int b = from; b < to; b++) {
                int at = b * rows * c;
                e.slopes(xo + at, gyo + at, mean, mo + b * groups, inverse, io + b * groups);
                System.arraycopy(e.total, 0, parts, b * c, c);
                System.arraycopy(e.total, c, parts, (batch + b) * c, c);
                e.inputGradient(xo + at, gyo + at, gx, gxo + at);
            }
            e.close();
        });
        reduction.sumAxis(1, batch, c, parts, 0, ggamma, ggo);
        reduction.sumAxis(1, batch, c, parts, batch * c, gbeta, gbo);
        BufferPool.shared().give(parts);
    }

    /**
     * The backward of one example after the other: {@code gx = fma(x − mean, slope, fma(gy, scale, base))} with seven
     * parameters per channel: mean and slope, a 0 and a 1 that leave {@code gx} as it is, a 0 that does so to {@code gy}, scale
     * and base.
     */
    private final class Example {
        private final int rows;
        private final int c;
        private final int groups;
        private final float[] x;
        private final float[] gy;
        private final float[] gamma;
        private final int go;
        private final Tiles tiles;
        private final int w;
        private final float[] p;
        private final float[] total;

        Example(int rows, int c, int groups, float[] x, float[] gy, float[] gamma, int go) {
            this.rows = rows;
            this.c = c;
            this.groups = groups;
            this.x = x;
            this.gy = gy;
            this.gamma = gamma;
            this.go = go;
            this.tiles = new Tiles(c);
            this.w = tiles.width();
            this.p = BufferPool.shared().takeFloats(7 * w);
            this.total = BufferPool.shared().takeFloats(2 * c);
        }

        /** Sets the parameters, and {@code total} to what the example adds to the gradients of gamma and beta. */
        void slopes(int xo, int gyo, float[] mean, int mo, float[] inverse, int io) {
            int width = c / groups;
            for (int j = 0; j < c; j++) {
                p[j] = mean[mo + j / width];
                p[2 * w + j] = 0f;
                p[3 * w + j] = 1f;
                p[4 * w + j] = 0f;
            }
            sums.gradients(rows, c, x, xo, Terms.READY, gy, gyo, p, 0, total);
            for (int g = 0; g < groups; g++) {
                group(g * width, width, inverse[io + g]);
            }
            tiles.repeat(p, 7);
        }

        private void group(int first, int width, float inverse) {
            double plain = 0;
            double centred = 0;
            for (int j = first; j < first + width; j++) {
                total[j] *= inverse;
                centred += (double) gamma[go + j] * total[j];
                plain += (double) gamma[go + j] * total[c + j];
            }
            double share = inverse / ((double) rows * width);
            Arrays.fill(p, w + first, w + first + width, (float) (-centred * inverse * share));
            Arrays.fill(p, 6 * w + first, 6 * w + first + width, (float) (-plain * share));
            for (int j = first; j < first + width; j++) {
                p[5 * w + j] = gamma[go + j] * inverse;
            }
        }

        void inputGradient(int xo, int gyo, float[] gx, int gxo) {
            tiles.run(rows, (i, count, width) -> {
                channels.normalize(count, width, gy, gyo + i, p, 4 * w, w, gx, gxo + i);
                channels.normalizeGradient(count, width, x, xo + i, gx, gxo + i, p, 0, w, gx, gxo + i);
            });
        }

        void close() {
            BufferPool.shared().give(p);
            BufferPool.shared().give(total);
        }
    }
}

package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.lanes.PointwiseLanes;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.memory.BufferPool;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization of {@code x}, {@code [rows, c]} (a row is one pixel of one example), per channel {@code c}. {@code mean},
 * {@code variance}, {@code gamma}, {@code beta} and their gradients have {@code c} elements.
 */
public final class Normalization {
    private final PointwiseLanes pointwise;
    private final ChannelSums sums;
    private final ChannelLanes channels;

    Normalization(PointwiseLanes pointwise, ChannelLanes channels) {
        this.pointwise = pointwise;
        this.channels = channels;
        this.sums = new ChannelSums(pointwise, channels);
    }

    /**
     * Mean and biased variance of each channel, right to about float32 rounding whatever the mean is: two passes with
     * compensated sums.
     */
    public void statistics(int rows, int c, float[] x, int xo, float[] mean, int mo, float[] variance, int vo) {
        float[] total = BufferPool.shared().takeFloats(2 * c);
        sums.values(rows, c, x, xo, total);
        double[] centre = new double[c];
        for (int j = 0; j < c; j++) {
            centre[j] = Tree.exact(total[j], total[c + j]) / rows;
            mean[mo + j] = (float) centre[j];
        }
        sums.squares(rows, c, x, xo, mean, mo, total);
        for (int j = 0; j < c; j++) {
            double off = centre[j] - mean[mo + j];
            variance[vo + j] = (float) Math.max(0, Tree.exact(total[j], total[c + j]) / rows - off * off);
        }
        BufferPool.shared().give(total);
    }

    /**
     * {@code y = activation((x − mean) / √(variance + epsilon) · gamma + beta)}; {@code y} may be {@code x}.
     */
    public void normalize(
            int rows,
            int c,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] variance,
            int vo,
            float epsilon,
            float[] gamma,
            int go,
            float[] beta,
            int bo,
            @Nullable Unary activation,
            float[] y,
            int yo) {
        Tiles tiles = new Tiles(c);
        float[] p = BufferPool.shared().takeFloats(3 * tiles.width());
        int w = tiles.width();
        for (int j = 0; j < c; j++) {
            p[j] = mean[mo + j];
            p[w + j] = (float) (gamma[go + j] * inverseDeviation(variance[vo + j], epsilon));
            p[2 * w + j] = beta[bo + j];
        }
        tiles.repeat(p, 3);
        tiles.run(rows, (from, count, width) -> {
            channels.normalize(count, width, x, xo + from, p, 0, w, y, yo + from);
            if (activation != null) {
                pointwise.unary(activation, count * width, y, yo + from, y, yo + from);
            }
        });
        BufferPool.shared().give(p);
    }

    /**
     * Gradients where {@code mean} and {@code variance} are the statistics of {@code x} itself (training), from the output
     * {@code y} behind {@code activation}, which is not read if there is none. {@code gx} may be {@code gy}.
     */
    public void gradient(
            int rows,
            int c,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] variance,
            int vo,
            float epsilon,
            float[] gamma,
            int go,
            @Nullable Unary activation,
            float[] y,
            int yo,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        Tiles tiles = new Tiles(c);
        int w = tiles.width();
        float[] p = BufferPool.shared().takeFloats(4 * w);
        float[] g = activation == null ? gy : gx;
        int at = activation == null ? gyo : gxo;
        Terms terms = unfused(activation, y, yo, gy, gyo, gx, gxo);
        parameterGradients(rows, c, x, xo, mean, mo, variance, vo, epsilon, terms, g, at, ggamma, ggo, gbeta, gbo);
        for (int j = 0; j < c; j++) {
            double inverse = inverseDeviation(variance[vo + j], epsilon);
            p[j] = mean[mo + j];
            p[w + j] = (float) (-ggamma[ggo + j] * inverse / rows);
            p[2 * w + j] = (float) ((double) gbeta[gbo + j] / rows);
            p[3 * w + j] = (float) (gamma[go + j] * inverse);
        }
        tiles.repeat(p, 4);
        tiles.run(
                rows,
                (from, count, width) ->
                        channels.normalizeGradient(count, width, x, xo + from, g, at + from, p, 0, w, gx, gxo + from));
        BufferPool.shared().give(p);
    }

    /**
     * Gradients where {@code mean} and {@code variance} are constants (frozen), else as {@link #gradient}. {@code gx} may be
     * {@code gy}.
     */
    public void inferenceGradient(
            int rows,
            int c,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] variance,
            int vo,
            float epsilon,
            float[] gamma,
            int go,
            @Nullable Unary activation,
            float[] y,
            int yo,
            float[] gy,
            int gyo,
            float[] gx,
            int gxo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        float[] g = activation == null ? gy : gx;
        int at = activation == null ? gyo : gxo;
        Terms terms = unfused(activation, y, yo, gy, gyo, gx, gxo);
        parameterGradients(rows, c, x, xo, mean, mo, variance, vo, epsilon, terms, g, at, ggamma, ggo, gbeta, gbo);
        Tiles tiles = new Tiles(c);
        float[] p = BufferPool.shared().takeFloats(tiles.width());
        for (int j = 0; j < c; j++) {
            p[j] = (float) (gamma[go + j] * inverseDeviation(variance[vo + j], epsilon));
        }
        tiles.repeat(p, 1);
        tiles.run(rows, (from, count, width) -> {
            for (int i = from; i < from + count * width; i += width) {
                pointwise.binary(Binary.MULTIPLY, width, g, at + i, p, 0, gx, gxo + i);
            }
        });
        BufferPool.shared().give(p);
    }

    /** What writes the gradient before the activation to {@code gx}. */
    private Terms unfused(@Nullable Unary activation, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        return activation == null
                ? Terms.READY
                : (at, n) -> pointwise.unaryGradient(activation, n, y, yo - gxo + at, gy, gyo - gxo + at, gx, at);
    }

    private void parameterGradients(
            int rows,
            int c,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] variance,
            int vo,
            float epsilon,
            Terms terms,
            float[] gy,
            int gyo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        float[] total = BufferPool.shared().takeFloats(2 * c);
        sums.gradients(rows, c, x, xo, terms, gy, gyo, mean, mo, total);
        for (int j = 0; j < c; j++) {
            ggamma[ggo + j] = (float) (total[j] * inverseDeviation(variance[vo + j], epsilon));
        }
        System.arraycopy(total, c, gbeta, gbo, c);
        BufferPool.shared().give(total);
    }

    private static double inverseDeviation(float variance, float epsilon) {
        return 1 / Math.sqrt((double) variance + epsilon);
    }
}

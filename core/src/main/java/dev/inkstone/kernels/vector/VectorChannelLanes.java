package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.ChannelLanes;
import dev.inkstone.kernels.scalar.ScalarLanes;

/**
 * Rows of channels on vectors. Sums keep one or four vectors of columns in registers while they run down the rows: one loop
 * per method, since JDK 17 boxes vectors that are carried through nested loops.
 */
final class VectorChannelLanes implements ChannelLanes {
    private final ChannelLanes tail = new ScalarLanes().channels();

    @Override
    public void sumRows(int rows, int stride, int width, float[] x, int xo, float[] sum, int so) {
        int j = 0;
        for (; j + 4 * LENGTH <= width; j += 4 * LENGTH) {
            VectorSums.sumFour(rows, stride, x, xo + j, sum, so + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorSums.sum(rows, stride, x, xo + j, sum, so + j);
        }
        if (j < width) {
            tail.sumRows(rows, stride, width - j, x, xo + j, sum, so + j);
        }
    }

    @Override
    public void sumRowsExactly(
            int rows, int stride, int width, float[] x, int xo, float[] sum, int so, float[] error, int eo) {
        int j = 0;
        for (; j + 2 * LENGTH <= width; j += 2 * LENGTH) {
            VectorSums.exactTwo(rows, stride, x, xo + j, sum, so + j, error, eo + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorSums.exact(rows, stride, x, xo + j, sum, so + j, error, eo + j);
        }
        if (j < width) {
            tail.sumRowsExactly(rows, stride, width - j, x, xo + j, sum, so + j, error, eo + j);
        }
    }

    @Override
    public void sumSquaresExactly(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] mean,
            int mo,
            float[] sum,
            int so,
            float[] error,
            int eo) {
        int j = 0;
        for (; j + 2 * LENGTH <= width; j += 2 * LENGTH) {
            VectorSums.squaresTwo(rows, stride, x, xo + j, mean, mo + j, sum, so + j, error, eo + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorSums.squares(rows, stride, x, xo + j, mean, mo + j, sum, so + j, error, eo + j);
        }
        if (j < width) {
            tail.sumSquaresExactly(rows, stride, width - j, x, xo + j, mean, mo + j, sum, so + j, error, eo + j);
        }
    }

    @Override
    public void sumGradients(
            int rows,
            int stride,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] mean,
            int mo,
            float[] ggamma,
            int ggo,
            float[] gbeta,
            int gbo) {
        int j = 0;
        for (; j + 2 * LENGTH <= width; j += 2 * LENGTH) {
            VectorSums.gradientsTwo(
                    rows, stride, x, xo + j, gy, gyo + j, mean, mo + j, ggamma, ggo + j, gbeta, gbo + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorSums.gradients(rows, stride, x, xo + j, gy, gyo + j, mean, mo + j, ggamma, ggo + j, gbeta, gbo + j);
        }
        if (j < width) {
            tail.sumGradients(
                    rows, stride, width - j, x, xo + j, gy, gyo + j, mean, mo + j, ggamma, ggo + j, gbeta, gbo + j);
        }
    }

    @Override
    public void normalize(int rows, int width, float[] x, int xo, float[] p, int from, int stride, float[] y, int yo) {
        int j = 0;
        for (; j + 4 * LENGTH <= width; j += 4 * LENGTH) {
            VectorNormalize.four(rows, width, x, xo + j, p, from + j, stride, y, yo + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorNormalize.one(rows, width, x, xo + j, p, from + j, stride, y, yo + j);
        }
        for (int r = 0; j < width && r < rows; r++) {
            int at = r * width + j;
            tail.normalize(1, width - j, x, xo + at, p, from + j, stride, y, yo + at);
        }
    }

    @Override
    public void normalizeGradient(
            int rows,
            int width,
            float[] x,
            int xo,
            float[] gy,
            int gyo,
            float[] p,
            int from,
            int stride,
            float[] gx,
            int gxo) {
        int j = 0;
        for (; j + 2 * LENGTH <= width; j += 2 * LENGTH) {
            VectorNormalize.gradientTwo(rows, width, x, xo + j, gy, gyo + j, p, from + j, stride, gx, gxo + j);
        }
        for (; j + LENGTH <= width; j += LENGTH) {
            VectorNormalize.gradient(rows, width, x, xo + j, gy, gyo + j, p, from + j, stride, gx, gxo + j);
        }
        for (int r = 0; j < width && r < rows; r++) {
            int at = r * width + j;
            tail.normalizeGradient(1, width - j, x, xo + at, gy, gyo + at, p, from + j, stride, gx, gxo + at);
        }
    }

    @Override
    public void maxOfRow(
            int n,
            int taps,
            int step,
            boolean fresh,
            float[] x,
            int xo,
            int first,
            float[] y,
            int yo,
            int[] argmax,
            int ao) {
        int bound = FLOATS.loopBound(n);
        int done = fresh ? 1 : 0;
        for (int j = 0; j < bound; j += LENGTH) {
            if (fresh) {
                VectorMax.start(x, xo, first + j, y, yo + j, argmax, ao + j);
            }
            VectorMax.taps(taps - done, step, x, xo, first + done * step + j, y, yo + j, argmax, ao + j);
        }
        if (bound < n) {
            tail.maxOfRow(n - bound, taps, step, fresh, x, xo, first + bound, y, yo + bound, argmax, ao + bound);
        }
    }

    @Override
    public void maxOfFour(
            int n, float[] x, int xo, int first, int step, int row, float[] y, int yo, int[] argmax, int ao) {
        int bound = FLOATS.loopBound(n);
        for (int j = 0; j < bound; j += LENGTH) {
            VectorMax.four(x, xo, first + j, step, row, y, yo + j, argmax, ao + j);
        }
        if (bound < n) {
            tail.maxOfFour(n - bound, x, xo, first + bound, step, row, y, yo + bound, argmax, ao + bound);
        }
    }
}

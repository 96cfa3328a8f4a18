package dev.inkstone.optim;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.Updates;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.RootQuotient;
import dev.inkstone.memory.BufferPool;

/**
 * A step of one range of the contiguous arrays.
 *
 * @param t number of this step; the first is 1
 * @param rate learning rate
 * @param n how many values
 * @param w the weights
 * @param at where the range starts in weights and slots
 * @param g the gradients, clipped and with decay
 * @param go where the range starts in them
 */
record Update(long t, double rate, int n, float[] w, int at, float[] g, int go) {
    static Updates kernels() {
        return Kernels.active().updates();
    }

    /** {@code average = decay·average + (1 − decay)·g}. */
    void average(float[] average, double decay) {
        Kernels.active().updates().mix(n, (float) (1 - decay), g, go, (float) decay, average, at);
    }

    /** {@code average = decay·average + (1 − decay)·g²}. */
    void averageSquare(float[] average, double decay) {
        kernels().averageSquare(n, average, at, g, go, (float) decay, (float) (1 - decay));
    }

    /** {@code w -= q(m, v)}. */
    void subtract(float[] m, int mo, float[] v, int vo, RootQuotient q) {
        float[] step = BufferPool.shared().takeFloats(n);
        kernels().quotient(n, m, mo, v, vo, step, 0, q);
        Kernels.active().pointwise().binary(Binary.SUBTRACT, n, w, at, step, 0, w, at);
        BufferPool.shared().give(step);
    }
}

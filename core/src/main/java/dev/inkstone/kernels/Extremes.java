package dev.inkstone.kernels;

import dev.inkstone.kernels.lanes.ChannelLanes;
import java.util.Arrays;

/** Largest elements along one axis of {@code x[outer][reduce][inner]}. */
public final class Extremes {
    private final ChannelLanes channels;

    Extremes(ChannelLanes channels) {
        this.channels = channels;
    }

    /**
     * {@code y[outer][inner] = max x[outer][reduce][inner]} over {@code reduce}, which is at least 1. The first of equal ones
     * wins; the last NaN wins over numbers. {@code argmax} gets the index of the winner within {@code x}, relative to {@code
     * xo}, in the layout of {@code y} from 0 on.
     */
    public void max(int outer, int reduce, int inner, float[] x, int xo, float[] y, int yo, int[] argmax) {
        int blocks = Math.max(1, Walk.ceilDiv(inner, Fold.COLUMNS));
        Split.items(outer * blocks, (long) reduce * Math.min(inner, Fold.COLUMNS), (from, to) -> {
            for (int i = from; i < to; i++) {
                int column = i % blocks * Fold.COLUMNS;
                int width = Math.min(Fold.COLUMNS, inner - column);
                int first = i / blocks * reduce * inner + column;
                int at = i / blocks * inner + column;
                channels.maxOfRow(width, reduce, inner, true, x, xo, first, y, yo + at, argmax, at);
            }
        });
    }

    /** {@code gx} is 0 but at the winners, which get {@code gy}. */
    public void maxGradient(int outer, int reduce, int inner, float[] gy, int gyo, int[] argmax, float[] gx, int gxo) {
        int in = reduce * inner;
        Split.items(outer, in, (from, to) -> {
            Arrays.fill(gx, gxo + from * in, gxo + to * in, 0f);
            for (int i = from * inner; i < to * inner; i++) {
                gx[gxo + argmax[i]] = gy[gyo + i];
            }
        });
    }
}

package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;

/**
 * Six blocks of 2 × 2 pixels: x and y in one row, z and w in the next. One value of A serves all pixels of a block that have the
 * term, so that there are fewer loads than multiply-adds. Loops follow each other, because JDK 17 boxes vectors that an array or
 * a nested loop carries.
 */
final class BlockTile {
    private BlockTile() {}

    static void tile6x4(Tile t) {
        float[] a = t.a;
        float[] b = t.b;
        int[] starts = t.aRows;
        int[] ends = t.cRows;
        int row = t.aRow;
        int a0 = starts[row] + t.aBase;
        int a1 = starts[row + 1] + t.aBase;
        int a2 = starts[row + 2] + t.aBase;
        int a3 = starts[row + 3] + t.aBase;
        int a4 = starts[row + 4] + t.aBase;
        int a5 = starts[row + 5] + t.aBase;
        row = t.cRow;
        int o0 = ends[row] + t.cBase;
        int o1 = ends[row + 1] + t.cBase;
        int o2 = ends[row + 2] + t.cBase;
        int o3 = ends[row + 3] + t.cBase;
        int o4 = ends[row + 4] + t.cBase;
        int o5 = ends[row + 5] + t.cBase;
        int down = t.cStride;
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector c0x = zero;
        FloatVector c0y = zero;
        FloatVector c0z = zero;
        FloatVector c0w = zero;
        FloatVector c1x = zero;
        FloatVector c1y = zero;
        FloatVector c1z = zero;
        FloatVector c1w = zero;
        FloatVector c2x = zero;
        FloatVector c2y = zero;
        FloatVector c2z = zero;
        FloatVector c2w = zero;
        FloatVector c3x = zero;
        FloatVector c3y = zero;
        FloatVector c3z = zero;
        FloatVector c3w = zero;
        FloatVector c4x = zero;
        FloatVector c4y = zero;
        FloatVector c4z = zero;
        FloatVector c4w = zero;
        FloatVector c5x = zero;
        FloatVector c5y = zero;
        FloatVector c5z = zero;
        FloatVector c5w = zero;
        int[] steps = t.steps;
        int bo = 0;
        int end0 = steps[1];
        for (int k = steps[0]; k < end0; k++) {
            FloatVector x = fromArray(FLOATS, b, bo);
            FloatVector f0 = broadcast(FLOATS, a[a0 + k]);
            c0x = f0.fma(x, c0x);
            FloatVector f1 = broadcast(FLOATS, a[a1 + k]);
            c1x = f1.fma(x, c1x);
            FloatVector f2 = broadcast(FLOATS, a[a2 + k]);
            c2x = f2.fma(x, c2x);
            FloatVector f3 = broadcast(FLOATS, a[a3 + k]);
            c3x = f3.fma(x, c3x);
            FloatVector f4 = broadcast(FLOATS, a[a4 + k]);
            c4x = f4.fma(x, c4x);
            FloatVector f5 = broadcast(FLOATS, a[a5 + k]);
            c5x = f5.fma(x, c5x);
            bo += LENGTH;
        }
        int end1 = steps[2];
        for (int k = steps[1]; k < end1; k++) {
            FloatVector x = fromArray(FLOATS, b, bo);
            FloatVector y = fromArray(FLOATS, b, bo + LENGTH);
            FloatVector f0 = broadcast(FLOATS, a[a0 + k]);
            c0x = f0.fma(x, c0x);
            c0y = f0.fma(y, c0y);
            FloatVector f1 = broadcast(FLOATS, a[a1 + k]);
            c1x = f1.fma(x, c1x);
            c1y = f1.fma(y, c1y);
            FloatVector f2 = broadcast(FLOATS, a[a2 + k]);
            c2x = f2.fma(x, c2x);
            c2y = f2.fma(y, c2y);
            FloatVector f3 = broadcast(FLOATS, a[a3 + k]);
            c3x = f3.fma(x, c3x);
            c3y = f3.fma(y, c3y);
            FloatVector f4 = broadcast(FLOATS, a[a4 + k]);
            c4x = f4.fma(x, c4x);
            c4y = f4.fma(y, c4y);
            FloatVector f5 = broadcast(FLOATS, a[a5 + k]);
            c5x = f5.fma(x, c5x);
            c5y = f5.fma(y, c5y);
            bo += 2 * LENGTH;
        }
        int end2 = steps[4];
        for (int k = steps[3]; k < end2; k++) {
            FloatVector x = fromArray(FLOATS, b, bo);
            FloatVector z = fromArray(FLOATS, b, bo + LENGTH);
            FloatVector f0 = broadcast(FLOATS, a[a0 + k]);
            c0x = f0.fma(x, c0x);
            c0z = f0.fma(z, c0z);
            FloatVector f1 = broadcast(FLOATS, a[a1 + k]);
            c1x = f1.fma(x, c1x);
            c1z = f1.fma(z, c1z);
            FloatVector f2 = broadcast(FLOATS, a[a2 + k]);
            c2x = f2.fma(x, c2x);
            c2z = f2.fma(z, c2z);
            FloatVector f3 = broadcast(FLOATS, a[a3 + k]);
            c3x = f3.fma(x, c3x);
            c3z = f3.fma(z, c3z);
            FloatVector f4 = broadcast(FLOATS, a[a4 + k]);
            c4x = f4.fma(x, c4x);
            c4z = f4.fma(z, c4z);
            FloatVector f5 = broadcast(FLOATS, a[a5 + k]);
            c5x = f5.fma(x, c5x);
            c5z = f5.fma(z, c5z);
            bo += 2 * LENGTH;
        }
        int end3 = steps[5];
        for (int k = steps[4]; k < end3; k++) {
            FloatVector x = fromArray(FLOATS, b, bo);
            FloatVector y = fromArray(FLOATS, b, bo + LENGTH);
            FloatVector z = fromArray(FLOATS, b, bo + 2 * LENGTH);
            FloatVector w = fromArray(FLOATS, b, bo + 3 * LENGTH);
            FloatVector f0 = broadcast(FLOATS, a[a0 + k]);
            c0x = f0.fma(x, c0x);
            c0y = f0.fma(y, c0y);
            c0z = f0.fma(z, c0z);
            c0w = f0.fma(w, c0w);
            FloatVector f1 = broadcast(FLOATS, a[a1 + k]);
            c1x = f1.fma(x, c1x);
            c1y = f1.fma(y, c1y);
            c1z = f1.fma(z, c1z);
            c1w = f1.fma(w, c1w);
            FloatVector f2 = broadcast(FLOATS, a[a2 + k]);
            c2x = f2.fma(x, c2x);
            c2y = f2.fma(y, c2y);
            c2z = f2.fma(z, c2z);
            c2w = f2.fma(w, c2w);
            FloatVector f3 = broadcast(FLOATS, a[a3 + k]);
            c3x = f3.fma(x, c3x);
            c3y = f3.fma(y, c3y);
            c3z = f3.fma(z, c3z);
            c3w = f3.fma(w, c3w);
            FloatVector f4 = broadcast(FLOATS, a[a4 + k]);
            c4x = f4.fma(x, c4x);
            c4y = f4.fma(y, c4y);
            c4z = f4.fma(z, c4z);
            c4w = f4.fma(w, c4w);
            FloatVector f5 = broadcast(FLOATS, a[a5 + k]);
            c5x = f5.fma(x, c5x);
            c5y = f5.fma(y, c5y);
            c5z = f5.fma(z, c5z);
            c5w = f5.fma(w, c5w);
            bo += 4 * LENGTH;
        }
        float[] c = t.c;
        c0x.intoArray(c, o0);
        c0y.intoArray(c, o0 + LENGTH);
        c0z.intoArray(c, o0 + down);
        c0w.intoArray(c, o0 + down + LENGTH);
        c1x.intoArray(c, o1);
        c1y.intoArray(c, o1 + LENGTH);
        c1z.intoArray(c, o1 + down);
        c1w.intoArray(c, o1 + down + LENGTH);
        c2x.intoArray(c, o2);
        c2y.intoArray(c, o2 + LENGTH);
        c2z.intoArray(c, o2 + down);
        c2w.intoArray(c, o2 + down + LENGTH);
        c3x.intoArray(c, o3);
        c3y.intoArray(c, o3 + LENGTH);
        c3z.intoArray(c, o3 + down);
        c3w.intoArray(c, o3 + down + LENGTH);
        c4x.intoArray(c, o4);
        c4y.intoArray(c, o4 + LENGTH);
        c4z.intoArray(c, o4 + down);
        c4w.intoArray(c, o4 + down + LENGTH);
        c5x.intoArray(c, o5);
        c5y.intoArray(c, o5 + LENGTH);
        c5z.intoArray(c, o5 + down);
        c5w.intoArray(c, o5 + down + LENGTH);
    }
}

package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Matrix products on SIMD lanes: 24 accumulators where there are 32 registers, 12 where there are 16. */
final class VectorGemmLanes implements GemmLanes {
    /** 16 lanes mean AVX-512 and its 32 registers; 8 and 4 lanes may have 16. */
    private static final boolean LARGE = LENGTH >= 16;

    @Override
    public int columns() {
        return LENGTH;
    }

    @Override
    public int panelVectors() {
        return LARGE ? 4 : 2;
    }

    @Override
    public int tileRows() {
        return LARGE ? 12 : 6;
    }

    /** In wide panels as many tiles of five as make the last one whole. */
    @Override
    public int tileRows(int rest, int width) {
        if (width == 4 * LENGTH) {
            return rest <= 5 || rest == 5 * ((rest + 5) / 6) ? 5 : 6;
        }
        return LARGE && rest > 6 && width <= 2 * LENGTH ? 12 : 6;
    }

    @Override
    public int leastRun() {
        return 100;
    }

    @Override
    public void linear(Tile t) {
        if (t.width > 2 * LENGTH) {
            wideLinear(t);
            return;
        }
        boolean wide = t.width > LENGTH;
        if (LARGE && t.rows > 6) {
            if (wide) {
                LinearTiles.tile12x2(t);
            } else {
                LinearTiles.tile12x1(t);
            }
        } else if (wide) {
            LinearTiles.tile6x2(t);
        } else {
            LinearTiles.tile6x1(t);
        }
    }

    private static void wideLinear(Tile t) {
        if (t.width == 3 * LENGTH) {
            WideLinearTiles.tile6x3(t);
        } else if (t.rows > 5) {
            WideLinearTiles.tile6x4(t);
        } else {
            WideLinearTiles.tile5x4(t);
        }
    }

    @Override
    public void indexed(Tile t) {
        if (t.width > 2 * LENGTH) {
            wideIndexed(t);
            return;
        }
        boolean wide = t.width > LENGTH;
        if (LARGE && t.rows > 6) {
            if (wide) {
                IndexedTiles.tile12x2(t);
            } else {
                IndexedTiles.tile12x1(t);
            }
        } else if (wide) {
            IndexedTiles.tile6x2(t);
        } else {
            IndexedTiles.tile6x1(t);
        }
    }

    private static void wideIndexed(Tile t) {
        if (t.width == 3 * LENGTH) {
            WideIndexedTiles.tile6x3(t);
        } else if (t.rows > 5) {
            WideIndexedTiles.tile6x4(t);
        } else {
            WideIndexedTiles.tile5x4(t);
        }
    }

    @Override
    public void nineTerms(Tile t) {
        for (int j = 0; j < t.width; j += LENGTH) {
            NineTerms.rows(t, Math.min(j, t.last));
        }
    }

    @Override
    public int outerRows() {
        return LARGE ? 8 : 6;
    }

    /** With 16 registers two: 4 × 3 would need each of them, and C2 spills; it was half as fast as 6 × 2. */
    @Override
    public int outerVectors(int left) {
        return LARGE ? GemmLanes.super.outerVectors(left) : left == 3 ? 3 : 2;
    }

    @Override
    public void outer(Tile t) {
        boolean three = t.width > 2 * LENGTH;
        if (LARGE && three) {
            OuterTiles.tile8x3(t);
        } else if (LARGE) {
            OuterTiles.tile8x2(t);
        } else if (three) {
            outer3x3Twice(t);
        } else {
            OuterTiles.tile6x2(t);
        }
    }

    private static void outer3x3Twice(Tile t) {
        int a = t.aBase;
        int c = t.cBase;
        OuterTiles.tile3x3(t);
        t.aBase = a + 3;
        t.cBase = c + 3 * t.cStride;
        OuterTiles.tile3x3(t);
        t.aBase = a;
        t.cBase = c;
    }

    @Override
    public boolean fitsBlocks(int columns) {
        return LARGE && columns <= LENGTH;
    }

    @Override
    public void blocks(Tile t) {
        BlockTile.tile6x4(t);
    }

    @Override
    public boolean fitsWindows(int size) {
        return size == 3 || LARGE && size == 5;
    }

    @Override
    public void windows(Tile t) {
        for (int j = 0; j < t.width; j += LENGTH) {
            if (t.count == 9) {
                NeighbourWindows.three(t, Math.min(j, t.last));
            } else {
                NeighbourWindows.five(t, Math.min(j, t.last));
            }
        }
    }

    @Override
    public void addBias(int rows, int n, float[] c, int co, float[] bias, int bo) {
        VectorBias.add(rows, n, c, co, bias, bo);
    }

    @Override
    public void addBiasRelu(int rows, int n, float[] c, int co, float[] bias, int bo) {
        VectorBias.addRelu(rows, n, c, co, bias, bo);
    }

    @Override
    public long magnitudes(int n, float[] x, int xo) {
        int vectors = n - n % LENGTH;
        IntVector most = FloatVector.zero(FLOATS).reinterpretAsInts();
        IntVector least = most.not().lanewise(VectorOperators.LSHR, 1);
        for (int i = xo; i < xo + vectors; i += LENGTH) {
            IntVector bits =
                    FloatVector.fromArray(FLOATS, x, i).reinterpretAsInts().and(Integer.MAX_VALUE);
            most = most.max(bits);
            least = least.min(bits.sub(1).and(Integer.MAX_VALUE));
        }
        int largest = most.reduceLanes(VectorOperators.MAX);
        int smallest = least.reduceLanes(VectorOperators.MIN);
        for (int i = xo + vectors; i < xo + n; i++) {
            int bits = Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE;
            largest = Math.max(largest, bits);
            smallest = Math.min(smallest, bits - 1 & Integer.MAX_VALUE);
        }
        return (long) largest << 32 | smallest;
    }
}

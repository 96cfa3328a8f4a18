package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.GemmLanes;
import dev.inkstone.kernels.lanes.Tile;

/** Matrix products on SIMD lanes: 24 accumulators where there are 32 registers, 12 where there are 16. */
final class VectorGemmLanes implements GemmLanes {
    /** 16 lanes mean AVX-512 and its 32 registers; 8 and 4 lanes may have 16. */
    private static final boolean LARGE = LENGTH >= 16;

    @Override
    public int columns() {
        return LENGTH;
    }

    @Override
    public int tileRows() {
        return LARGE ? 12 : 6;
    }

    @Override
    public void linear(Tile t) {
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

    @Override
    public void indexed(Tile t) {
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

    @Override
    public void nineTerms(Tile t) {
        for (int j = 0; j < t.width; j += LENGTH) {
            NineTerms.rows(t, j);
        }
    }

    @Override
    public boolean fitsWindows(int size) {
        return size == 3 || LARGE && size == 5;
    }

    @Override
    public void windows(Tile t) {
        for (int j = 0; j < t.width; j += LENGTH) {
            if (t.count == 9) {
                NeighbourWindows.three(t, j);
            } else {
                NeighbourWindows.five(t, j);
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
}

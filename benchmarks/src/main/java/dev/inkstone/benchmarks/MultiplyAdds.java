package dev.inkstone.benchmarks;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Twelve independent sums in registers, nothing loaded: the most multiply-adds that one thread can do. */
final class MultiplyAdds {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int TURNS = 4096;

    private final float[] memory = Operands.uniform(16 * FLOATS.length(), 1);

    /** Does some; returns the number of operations, two for each multiply-add. */
    long run() {
        float[] x = memory;
        int n = FLOATS.length();
        FloatVector a = FloatVector.fromArray(FLOATS, x, 0);
        FloatVector b = FloatVector.fromArray(FLOATS, x, n);
        FloatVector c0 = FloatVector.fromArray(FLOATS, x, 2 * n);
        FloatVector c1 = FloatVector.fromArray(FLOATS, x, 3 * n);
        FloatVector c2 = FloatVector.fromArray(FLOATS, x, 4 * n);
        FloatVector c3 = FloatVector.fromArray(FLOATS, x, 5 * n);
        FloatVector c4 = FloatVector.fromArray(FLOATS, x, 6 * n);
        FloatVector c5 = FloatVector.fromArray(FLOATS, x, 7 * n);
        FloatVector c6 = FloatVector.fromArray(FLOATS, x, 8 * n);
        FloatVector c7 = FloatVector.fromArray(FLOATS, x, 9 * n);
        FloatVector c8 = FloatVector.fromArray(FLOATS, x, 10 * n);
        FloatVector c9 = FloatVector.fromArray(FLOATS, x, 11 * n);
        FloatVector c10 = FloatVector.fromArray(FLOATS, x, 12 * n);
        FloatVector c11 = FloatVector.fromArray(FLOATS, x, 13 * n);
        for (int i = 0; i < TURNS; i++) {
            c0 = a.fma(b, c0);
            c1 = a.fma(b, c1);
            c2 = a.fma(b, c2);
            c3 = a.fma(b, c3);
            c4 = a.fma(b, c4);
            c5 = a.fma(b, c5);
            c6 = a.fma(b, c6);
            c7 = a.fma(b, c7);
            c8 = a.fma(b, c8);
            c9 = a.fma(b, c9);
            c10 = a.fma(b, c10);
            c11 = a.fma(b, c11);
        }
        c0.intoArray(x, 2 * n);
        c1.intoArray(x, 3 * n);
        c2.intoArray(x, 4 * n);
        c3.intoArray(x, 5 * n);
        c4.intoArray(x, 6 * n);
        c5.intoArray(x, 7 * n);
        c6.intoArray(x, 8 * n);
        c7.intoArray(x, 9 * n);
        c8.intoArray(x, 10 * n);
        c9.intoArray(x, 11 * n);
        c10.intoArray(x, 12 * n);
        c11.intoArray(x, 13 * n);
        return 2L * 12 * n * TURNS;
    }
}

package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.scalar.ScalarRandom.GOLDEN;
import static dev.inkstone.kernels.scalar.ScalarRandom.MIX1;
import static dev.inkstone.kernels.scalar.ScalarRandom.MIX2;
import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Random masks over whole vectors; returns how many elements it did. Each long is two elements, the low half first, as the
 * processors that this runs on store it.
 */
final class VectorRandom {
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, FLOATS.vectorShape());

    /** Only AVX-512 multiplies longs; elsewhere the JVM would do it lane by lane, with an object for each vector. */
    private static final boolean MULTIPLIES = LENGTH == 16;

    private static final long[] STEPS = steps();

    private VectorRandom() {}

    static int dropout(int n, float[] x, int xo, long key, int threshold, float scale, float[] y, int yo) {
        int bound = MULTIPLIES ? FLOATS.loopBound(n) : 0;
        for (int i = 0; i < bound; i += LENGTH) {
            LongVector z = LongVector.fromArray(LONGS, STEPS, 0).add(key + (i >>> 1) * GOLDEN);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
                    .mul(MIX1);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 27))
                    .mul(MIX2);
            z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 31));
            IntVector bits = z.reinterpretAsInts().lanewise(VectorOperators.LSHR, 8);
            IntVector kept = bits.sub(threshold).lanewise(VectorOperators.ASHR, 31);
            FloatVector value = FloatVector.fromArray(FLOATS, x, xo + i).mul(scale);
            value.reinterpretAsInts().and(kept).reinterpretAsFloats().intoArray(y, yo + i);
        }
        return bound;
    }

    private static long[] steps() {
        long[] steps = new long[LONGS.length()];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i * GOLDEN;
        }
        return steps;
    }
}

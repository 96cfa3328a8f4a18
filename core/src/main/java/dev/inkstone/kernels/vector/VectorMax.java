package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Maxima with their places. Places travel as the raw bits of floats, so that one mask serves both: blending moves bits and
 * computes nothing.
 */
final class VectorMax {
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final IntVector IOTA = IntVector.zero(INTS).addIndex(1);

    private VectorMax() {}

    /** One vector of channels of one tap. */
    static void start(float[] x, int xo, int first, float[] y, int yo, int[] argmax, int ao) {
        FloatVector.fromArray(FLOATS, x, xo + first).intoArray(y, yo);
        IOTA.add(first).intoArray(argmax, ao);
    }

    /** One vector of channels of {@code taps} more taps, {@code step} floats apart. */
    static void taps(int taps, int step, float[] x, int xo, int first, float[] y, int yo, int[] argmax, int ao) {
        FloatVector best = FloatVector.fromArray(FLOATS, y, yo);
        FloatVector places = IntVector.fromArray(INTS, argmax, ao).reinterpretAsFloats();
        for (int t = 0; t < taps; t++) {
            int at = first + t * step;
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + at);
            VectorMask<Float> wins = v.compare(VectorOperators.GT, best).or(v.compare(VectorOperators.NE, v));
            best = best.blend(v, wins);
            places = places.blend(IOTA.add(at).reinterpretAsFloats(), wins);
        }
        best.intoArray(y, yo);
        places.reinterpretAsInts().intoArray(argmax, ao);
    }

    static void four(float[] x, int xo, int first, int step, int row, float[] y, int yo, int[] argmax, int ao) {
        FloatVector best = FloatVector.fromArray(FLOATS, x, xo + first);
        FloatVector places = IOTA.add(first).reinterpretAsFloats();
        FloatVector v1 = FloatVector.fromArray(FLOATS, x, xo + first + step);
        VectorMask<Float> wins1 = v1.compare(VectorOperators.GT, best).or(v1.compare(VectorOperators.NE, v1));
        best = best.blend(v1, wins1);
        places = places.blend(IOTA.add(first + step).reinterpretAsFloats(), wins1);
        FloatVector v2 = FloatVector.fromArray(FLOATS, x, xo + first + row);
        VectorMask<Float> wins2 = v2.compare(VectorOperators.GT, best).or(v2.compare(VectorOperators.NE, v2));
        best = best.blend(v2, wins2);
        places = places.blend(IOTA.add(first + row).reinterpretAsFloats(), wins2);
        FloatVector v3 = FloatVector.fromArray(FLOATS, x, xo + first + row + step);
        VectorMask<Float> wins3 = v3.compare(VectorOperators.GT, best).or(v3.compare(VectorOperators.NE, v3));
        best.blend(v3, wins3).intoArray(y, yo);
        places.blend(IOTA.add(first + row + step).reinterpretAsFloats(), wins3)
                .reinterpretAsInts()
                .intoArray(argmax, ao);
    }
}

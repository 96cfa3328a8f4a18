package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The largest and the smallest bits of absolute values: order does not matter, so lanes have their own until the end. */
final class VectorMagnitudes {
    private VectorMagnitudes() {}

    static long of(int n, float[] x, int xo) {
        int vectors = n - n % LENGTH;
        IntVector most = FloatVector.zero(FLOATS).reinterpretAsInts();
        IntVector least = most.not().lanewise(VectorOperators.LSHR, 1);
        for (int i = 0; i < vectors; i += LENGTH) {
            IntVector bits =
                    FloatVector.fromArray(FLOATS, x, xo + i).reinterpretAsInts().and(Integer.MAX_VALUE);
            most = most.max(bits);
            least = least.min(bits.sub(1).and(Integer.MAX_VALUE));
        }
        int largest = most.reduceLanes(VectorOperators.MAX);
        int smallest = least.reduceLanes(VectorOperators.MIN);
        for (int i = vectors; i < n; i++) {
            int bits = Float.floatToRawIntBits(x[xo + i]) & Integer.MAX_VALUE;
            largest = Math.max(largest, bits);
            smallest = Math.min(smallest, bits - 1 & Integer.MAX_VALUE);
        }
        return (long) largest << 32 | smallest;
    }
}

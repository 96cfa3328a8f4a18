package dev.inkstone.benchmarks;

import dev.inkstone.kernels.Kernels;
import java.util.Random;

/** What benchmarks compute with. */
final class Operands {
    private Operands() {}

    /** Values from -0.5 to 0.5. */
    static float[] uniform(int length, long seed) {
        Random random = new Random(seed);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return x;
    }

    /** The kernels over {@code "vector"} or {@code "scalar"} lanes. */
    static Kernels kernels(String lanes) {
        return lanes.equals("vector") ? Kernels.vector() : Kernels.scalar();
    }
}

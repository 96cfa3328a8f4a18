package dev.inkstone.benchmarks;

import java.util.Arrays;
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

    /** The numbers of {@code 64x64x64}: JMH would take commas for the ends of values. */
    static int[] sizes(String text) {
        return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
    }
}

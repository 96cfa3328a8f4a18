package dev.inkstone.peers.work;

import java.util.Locale;
import java.util.Random;

/**
 * {@code c [rows, columns]}, each element a sum of {@code inner} products.
 *
 * @param form how the operands lie in memory, row by row
 */
public record ProductWork(int rows, int inner, int columns, Form form) {
    /** Which operand is stored transposed. */
    public enum Form {
        /** {@code a [rows, inner] · b [inner, columns]}: a forward pass. */
        PLAIN,
        /** {@code aᵀ · b} with {@code a [inner, rows]}: a weight gradient. */
        LEFT,
        /** {@code a · bᵀ} with {@code b [columns, inner]}: an input gradient. */
        RIGHT
    }

    /** Reads the four words that {@link #toString()} gives. */
    public static ProductWork parse(String... words) {
        return new ProductWork(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Form.valueOf(words[3].toUpperCase(Locale.ROOT)));
    }

    /** Floating-point operations, a multiply-add being two. */
    public double flops() {
        return 2.0 * rows * inner * columns;
    }

    /** The left operand as it lies in memory. */
    public float[] left() {
        return uniform(rows * inner, 1);
    }

    /** The right operand as it lies in memory. */
    public float[] right() {
        return uniform(inner * columns, 2);
    }

    @Override
    public String toString() {
        return rows + " " + inner + " " + columns + " " + form.name().toLowerCase(Locale.ROOT);
    }

    /** Values from -0.5 to 0.5. */
    static float[] uniform(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}

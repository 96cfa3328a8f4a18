package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Bias on vectors. Where rows are whole vectors, each column's part stays in its register; others, if there are several, are one
 * long row, along which the bias repeats.
 */
final class VectorBias {
    private VectorBias() {}

    static void add(int rows, int n, float[] c, int co, float[] bias, int bo) {
        if (isLong(rows, n)) {
            int whole = FLOATS.loopBound(rows * n);
            addAlong(whole, n, c, co, repeated(n, bias, bo));
            for (int i = whole; i < rows * n; i++) {
                c[co + i] += bias[bo + i % n];
            }
            return;
        }
        int whole = FLOATS.loopBound(n);
        for (int j = 0; j < whole; j += LENGTH) {
            addDown(rows, n, c, co + j, bias, bo + j);
        }
        for (int r = 0; r < rows && whole < n; r++) {
            for (int j = whole; j < n; j++) {
                c[co + r * n + j] += bias[bo + j];
            }
        }
    }

    static void addRelu(int rows, int n, float[] c, int co, float[] bias, int bo) {
        if (isLong(rows, n)) {
            int whole = FLOATS.loopBound(rows * n);
            addReluAlong(whole, n, c, co, repeated(n, bias, bo));
            for (int i = whole; i < rows * n; i++) {
                c[co + i] = Math.max(c[co + i] + bias[bo + i % n], 0f);
            }
            return;
        }
        int whole = FLOATS.loopBound(n);
        for (int j = 0; j < whole; j += LENGTH) {
            addReluDown(rows, n, c, co + j, bias, bo + j);
        }
        for (int r = 0; r < rows && whole < n; r++) {
            for (int j = whole; j < n; j++) {
                c[co + r * n + j] = Math.max(c[co + r * n + j] + bias[bo + j], 0f);
            }
        }
    }

    /** Whether the ends of rows are worth the table of {@link #repeated}. */
    private static boolean isLong(int rows, int n) {
        return n % LENGTH != 0 && rows >= 8;
    }

    /** A vector of the repeated bias begins at each element of it. */
    private static float[] repeated(int n, float[] bias, int bo) {
        float[] twice = new float[n + LENGTH];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = bias[bo + i % n];
        }
        return twice;
    }

    private static void addAlong(int whole, int n, float[] c, int co, float[] bias) {
        int step = LENGTH % n;
        for (int i = 0, at = 0; i < whole; i += LENGTH) {
            FloatVector b = FloatVector.fromArray(FLOATS, bias, at);
            FloatVector.fromArray(FLOATS, c, co + i).add(b).intoArray(c, co + i);
            at += step;
            at -= at >= n ? n : 0;
        }
    }

    private static void addReluAlong(int whole, int n, float[] c, int co, float[] bias) {
        int step = LENGTH % n;
        for (int i = 0, at = 0; i < whole; i += LENGTH) {
            FloatVector b = FloatVector.fromArray(FLOATS, bias, at);
            FloatVector.fromArray(FLOATS, c, co + i).add(b).max(0f).intoArray(c, co + i);
            at += step;
            at -= at >= n ? n : 0;
        }
    }

    private static void addDown(int rows, int n, float[] c, int co, float[] bias, int bo) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, bo);
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOATS, c, co + r * n).add(b).intoArray(c, co + r * n);
        }
    }

    private static void addReluDown(int rows, int n, float[] c, int co, float[] bias, int bo) {
        FloatVector b = FloatVector.fromArray(FLOATS, bias, bo);
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOATS, c, co + r * n).add(b).max(0f).intoArray(c, co + r * n);
        }
    }
}

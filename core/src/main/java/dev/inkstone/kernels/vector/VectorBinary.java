package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Binary;
import jdk.incubator.vector.FloatVector;

/** Functions of two arguments over whole vectors; each returns how many elements it did. */
final class VectorBinary {
    private VectorBinary() {}

    static int both(Binary f, int n, float[] a, int ao, float[] b, int bo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        switch (f) {
            case ADD -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.add(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.sub(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.mul(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.div(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
        }
        return bound;
    }

    static int right(Binary f, int n, float[] a, int ao, float b, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        switch (f) {
            case ADD -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, a, ao + i).add(b).intoArray(y, yo + i);
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, a, ao + i).sub(b).intoArray(y, yo + i);
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, a, ao + i).mul(b).intoArray(y, yo + i);
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.fromArray(FLOATS, a, ao + i).div(b).intoArray(y, yo + i);
                }
            }
        }
        return bound;
    }

    static int left(Binary f, int n, float a, float[] b, int bo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        switch (f) {
            case ADD -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.broadcast(FLOATS, a)
                            .add(FloatVector.fromArray(FLOATS, b, bo + i))
                            .intoArray(y, yo + i);
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.broadcast(FLOATS, a)
                            .sub(FloatVector.fromArray(FLOATS, b, bo + i))
                            .intoArray(y, yo + i);
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.broadcast(FLOATS, a)
                            .mul(FloatVector.fromArray(FLOATS, b, bo + i))
                            .intoArray(y, yo + i);
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector.broadcast(FLOATS, a)
                            .div(FloatVector.fromArray(FLOATS, b, bo + i))
                            .intoArray(y, yo + i);
                }
            }
        }
        return bound;
    }
}

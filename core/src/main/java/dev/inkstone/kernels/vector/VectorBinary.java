package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Binary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

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
            case MAXIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.max(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.min(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    VectorMask<Float> atLeast = v.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + i));
                    FloatVector.broadcast(FLOATS, 0f).blend(1f, atLeast).intoArray(y, yo + i);
                }
            }
            case POWER -> VectorPower.both(n, a, ao, b, bo, y, yo);
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
            case MAXIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.max(b).intoArray(y, yo + i);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    v.min(b).intoArray(y, yo + i);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.fromArray(FLOATS, a, ao + i);
                    VectorMask<Float> atLeast = v.compare(VectorOperators.GE, b);
                    FloatVector.broadcast(FLOATS, 0f).blend(1f, atLeast).intoArray(y, yo + i);
                }
            }
            case POWER -> VectorPower.right(n, a, ao, b, y, yo);
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
            case MAXIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.broadcast(FLOATS, a);
                    v.max(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.broadcast(FLOATS, a);
                    v.min(FloatVector.fromArray(FLOATS, b, bo + i)).intoArray(y, yo + i);
                }
            }
            case AT_LEAST -> {
                for (int i = 0; i < bound; i += LENGTH) {
                    FloatVector v = FloatVector.broadcast(FLOATS, a);
                    VectorMask<Float> atLeast = v.compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, b, bo + i));
                    FloatVector.broadcast(FLOATS, 0f).blend(1f, atLeast).intoArray(y, yo + i);
                }
            }
            case POWER -> VectorPower.left(n, a, b, bo, y, yo);
        }
        return bound;
    }
}

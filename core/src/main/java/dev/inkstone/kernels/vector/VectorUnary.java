package dev.inkstone.kernels.vector;

import static dev.inkstone.kernels.vector.Species.FLOATS;
import static dev.inkstone.kernels.vector.Species.LENGTH;

import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.kernels.scalar.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Functions of one argument and their gradients, over whole vectors; each returns how many elements it did. */
final class VectorUnary {
    private VectorUnary() {}

    static int forward(Unary f, int n, float[] x, int xo, float[] y, int yo) {
        return switch (f) {
            case RELU -> relu(n, x, xo, y, yo);
            case SELU -> selu(n, x, xo, y, yo);
            case SIGMOID -> sigmoid(n, x, xo, y, yo);
            case TANH -> tanh(n, x, xo, y, yo);
            case EXP -> exp(n, x, xo, y, yo);
        };
    }

    static int gradient(Unary f, int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        return switch (f) {
            case RELU -> reluGradient(n, y, yo, gy, gyo, gx, gxo);
            case SELU -> seluGradient(n, y, yo, gy, gyo, gx, gxo);
            case SIGMOID -> sigmoidGradient(n, y, yo, gy, gyo, gx, gxo);
            case TANH -> tanhGradient(n, y, yo, gy, gyo, gx, gxo);
            case EXP -> expGradient(n, y, yo, gy, gyo, gx, gxo);
        };
    }

    private static int relu(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            v.max(0f).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int selu(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.min(0f).max(ScalarMath.EXPM1_LOW);
            FloatVector t = VectorMath.rounded(c);
            FloatVector e = VectorMath.scaledMinusOne(VectorMath.expm1OfRest(c, t), t);
            FloatVector negative = e.mul(ScalarMath.SELU_SCALE_ALPHA);
            VectorMath.splat(ScalarMath.SELU_SCALE).fma(v.max(0f), negative).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int sigmoid(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector c = VectorMath.clamped(FloatVector.fromArray(FLOATS, x, xo + i).neg());
            FloatVector t = VectorMath.rounded(c);
            FloatVector p = VectorMath.expm1OfRest(c, t).add(1f);
            FloatVector e = VectorMath.scaled(p, t);
            VectorMath.splat(1f).div(e.add(1f)).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int tanh(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xo + i);
            FloatVector c = v.abs().mul(-2f).max(ScalarMath.EXPM1_LOW);
            FloatVector t = VectorMath.rounded(c);
            FloatVector e = VectorMath.scaledMinusOne(VectorMath.expm1OfRest(c, t), t);
            VectorMath.copySign(e.neg().div(e.add(2f)), v).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int exp(int n, float[] x, int xo, float[] y, int yo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector c = VectorMath.clamped(FloatVector.fromArray(FLOATS, x, xo + i));
            FloatVector t = VectorMath.rounded(c);
            FloatVector p = VectorMath.expm1OfRest(c, t).add(1f);
            VectorMath.scaled(p, t).intoArray(y, yo + i);
        }
        return bound;
    }

    private static int reluGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
            VectorMath.splat(0f).blend(g, positive).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int seluGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            VectorMask<Float> positive = v.compare(VectorOperators.GT, 0f);
            FloatVector slope = v.add(ScalarMath.SELU_SCALE_ALPHA).blend(ScalarMath.SELU_SCALE, positive);
            g.mul(slope).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int sigmoidGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v.mul(VectorMath.splat(1f).sub(v))).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int tanhGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v.neg().fma(v, VectorMath.splat(1f))).intoArray(gx, gxo + i);
        }
        return bound;
    }

    private static int expGradient(int n, float[] y, int yo, float[] gy, int gyo, float[] gx, int gxo) {
        int bound = FLOATS.loopBound(n);
        for (int i = 0; i < bound; i += LENGTH) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, yo + i);
            FloatVector g = FloatVector.fromArray(FLOATS, gy, gyo + i);
            g.mul(v).intoArray(gx, gxo + i);
        }
        return bound;
    }
}

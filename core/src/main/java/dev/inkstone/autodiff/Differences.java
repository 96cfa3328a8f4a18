package dev.inkstone.autodiff;

/** Central differences of {@code Σ function · weights} with respect to the elements of one input. */
final class Differences {
    /** In double precision; about the cube root of its rounding error. */
    private static final double STEP = 1e-5;
    /** For a function that computes in float32. */
    private static final double FLOAT_STEP = 1e-2;

    private final GradientCheck.Reference function;
    private final float[] weights;
    private final double[][] inputs;
    private final double[] x;
    private final boolean inFloats;
    private double terms;

    /** Differences at {@code inputs} with respect to {@code inputs[input]}; {@code inFloats}: the function rounds its inputs. */
    Differences(GradientCheck.Reference function, float[] weights, double[][] inputs, int input, boolean inFloats) {
        this.function = function;
        this.weights = weights;
        this.inputs = inputs;
        this.x = inputs[input];
        this.inFloats = inFloats;
    }

    /** The difference with respect to element {@code index}. */
    double at(int index) {
        double before = x[index];
        double step = (inFloats ? FLOAT_STEP : STEP) * Math.max(1, Math.abs(before));
        double above = inFloats ? (float) (before + step) : before + step;
        double below = inFloats ? (float) (before - step) : before - step;
        x[index] = above;
        double[] up = function.apply(inputs).clone();
        x[index] = below;
        double[] down = function.apply(inputs);
        double sum = 0;
        terms = 0;
        for (int i = 0; i < weights.length; i++) {
            double term = (up[i] - down[i]) / (above - below) * weights[i];
            sum += term;
            terms += Math.abs(term);
        }
        x[index] = before;
        return sum;
    }

    /** The sum of the absolute values of the terms of the last difference. */
    double terms() {
        return terms;
    }
}

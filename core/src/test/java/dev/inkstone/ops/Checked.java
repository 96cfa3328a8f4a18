package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.GradientReport;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/** What the gradient tests of all ops demand. */
final class Checked {
    /** The largest relative error allowed, for the backward and for the forward. */
    static final double TOLERANCE = 1e-4;

    private Checked() {}

    static void gradients(GradientCheck check, Tensor... inputs) {
        GradientReport report = check.check(inputs).requireBelow(TOLERANCE);
        GradientTotals.add(report);
        GradientTotal.add(report);
    }

    static double[][] doubles(Tensor... tensors) {
        return Arrays.stream(tensors).map(Checked::doubles).toArray(double[][]::new);
    }

    private static double[] doubles(Tensor tensor) {
        float[] floats = tensor.toArray();
        double[] values = new double[floats.length];
        Arrays.setAll(values, i -> floats[i]);
        return values;
    }
}

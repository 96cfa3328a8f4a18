package dev.inkstone.training;

import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;

/** The metrics under their usual names. */
public final class Metrics {
    private Metrics() {}

    /** The share of examples whose largest output (the first, if several are equal) is that of their label. */
    public static Metric accuracy() {
        return Metric.mean("accuracy", Metrics::right);
    }

    private static double right(Tensor prediction, Targets targets) {
        IntTensor labels = targets.classes();
        if (prediction.shape().rank() != 2 || prediction.shape().dim(0) != labels.size()) {
            throw new ShapeException("accuracy: prediction " + prediction.shape() + ", expected [" + labels.size()
                    + ", classes]; end the model with dense(classes)");
        }
        int right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += largest(prediction, i) == labels.get(i) ? 1 : 0;
        }
        return right;
    }

    /** The index of the first maximum of a row, or -1 if there is none because all are NaN. */
    private static int largest(Tensor prediction, int row) {
        float[] values = prediction.array();
        int classes = prediction.shape().dim(1);
        int from = prediction.offset() + row * classes;
        int best = -1;
        for (int i = 0; i < classes; i++) {
            if (best < 0 ? !Float.isNaN(values[from + i]) : values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }
}

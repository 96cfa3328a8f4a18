package dev.inkstone.estimator;

import static dev.inkstone.ops.Divide.divide;
import static dev.inkstone.ops.MeanSquaredError.meanSquaredError;
import static dev.inkstone.ops.Subtract.subtract;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.data.Standardizer;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Layers;
import dev.inkstone.losses.Loss;
import dev.inkstone.metrics.Metric;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and deviation of the numbers to predict. The network's own output is standardised, a last layer brings it to their units, and
 * the loss is measured in deviations: so it does not matter whether these are prices in cents or in millions.
 *
 * @param mean of each number
 * @param deviation of each number, above 0
 */
record Regression(List<Double> mean, List<Double> deviation) implements Task {
    Regression {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** @throws IllegalArgumentException if the examples have no numbers {@code [outputs]} to predict */
    static Regression of(Dataset data) {
        Shape shape = shape(data);
        float[] targets = new float[Math.multiplyExact(data.size(), shape.size())];
        for (int i = 0; i < data.size(); i++) {
            data.readTarget(i, targets, i * shape.size());
        }
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isFinite(targets[i])) {
                throw new IllegalArgumentException("regressor: " + targets[i] + " to predict for example "
                        + i / shape.size() + ", expected finite numbers; leave the example out");
            }
        }
        Standardizer measured = Standardizer.fit(Datasets.of(targets, shape, new int[data.size()]));
        return new Regression(boxed(measured.mean()), boxed(measured.deviation()));
    }

    private static Shape shape(Dataset data) {
        Shape shape = data.targetShape();
        if (shape == null || shape.rank() != 1) {
            throw new IllegalArgumentException("regressor: examples have "
                    + (shape == null ? "class labels" : "values " + shape) + ", expected numbers [outputs] to predict"
                    + (shape == null ? "; classes are learnt by a Classifier" : "; reshape them"));
        }
        return shape;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public String name() {
        return "regressor";
    }

    @Override
    public int outputs() {
        return mean.size();
    }

    /** {@code x·deviation + mean}, as a normalisation: {@code (x − shift) / divisor}. */
    @Override
    public List<LayerSpec> outputLayers() {
        double[] shift = new double[outputs()];
        double[] divisor = new double[outputs()];
        for (int i = 0; i < shift.length; i++) {
            shift[i] = -mean.get(i) / deviation.get(i);
            divisor[i] = 1 / deviation.get(i);
        }
        return List.of(Layers.normalize(shift, divisor));
    }

    @Override
    public Dataset encoded(Dataset data) {
        Shape shape = shape(data);
        if (shape.size() != outputs()) {
            throw new IllegalArgumentException("regressor: " + shape.size() + " numbers to predict, expected "
                    + outputs() + " as it was fitted to");
        }
        return data;
    }

    @Override
    public Loss loss() {
        float[] divisors = new float[outputs()];
        for (int i = 0; i < divisors.length; i++) {
            divisors[i] = deviation.get(i).floatValue();
        }
        Tensor divisor = Tensor.of(Shape.of(outputs()), divisors);
        return (prediction, targets) -> {
            Tape tape = Tape.of(prediction);
            Tensor error = divide(tape, subtract(tape, prediction, targets.values()), divisor);
            return meanSquaredError(tape, error, Tensor.zeros(error.shape()), targets.weights());
        };
    }

    @Override
    public Metric metric() {
        return Metrics.r2();
    }

    @Override
    public List<Dataset> holdOut(Dataset encoded, double share, long seed) {
        return encoded.permuted(seed).split(1 - share, share);
    }
}

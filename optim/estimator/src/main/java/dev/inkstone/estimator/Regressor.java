package dev.inkstone.estimator;

import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Learns to predict numbers, in the manner of scikit-learn: {@code Regressor.mlp(32).fit(x, y).predict(newRows)}.
 *
 * <p>Mean squared error is what is minimised, each number measured in its standard deviations; answers have the units of the data.
 * Inputs are standardised by the model itself unless {@link InputScaling} says otherwise.
 */
public final class Regressor extends Estimator<Regressor> {
    private Regressor(EstimatorParameters<?> parameters) {
        super(parameters);
    }

    /** A perceptron with hidden layers of these widths and default parameters; without any, linear regression. */
    public static Regressor mlp(int... hidden) {
        return of(MlpParameters.DEFAULT.withHidden(hidden), TrainingParameters.DEFAULT);
    }

    /** This network, trained by these parameters. */
    public static Regressor of(Network network, TrainingParameters training) {
        return of(new EstimatorParameters<>(network, training));
    }

    /** As these parameters say. */
    public static Regressor of(EstimatorParameters<?> parameters) {
        return new Regressor(parameters);
    }

    /**
     * Learns from the rows of a table, see {@link #fit(Dataset)}.
     *
     * @param x {@code [examples][features]}
     * @param y a number for each row
     */
    public Regressor fit(float[][] x, float[] y) {
        return fit(Datasets.of(x, y));
    }

    /**
     * Learns from examples in a tensor, see {@link #fit(Dataset)}.
     *
     * @param x {@code [examples, …]}
     * @param y {@code [examples]} or, for several numbers, {@code [examples, outputs]}
     */
    public Regressor fit(Tensor x, Tensor y) {
        return fit(Datasets.of(x, y));
    }

    /** Makes one epoch over these data, with what was learnt before; see {@link Classifier#partialFit}. */
    public Regressor partialFit(Dataset data) {
        return goOn(data, this::taskOf);
    }

    /**
     * The number for each row.
     *
     * @param x {@code [examples][features]}
     * @throws NotFittedException before a fit
     * @throws IllegalStateException if it was fitted to several numbers; {@code predict(Tensor)} gives them
     */
    public float[] predict(float[][] x) {
        Fitted fitted = fitted("predict");
        if (fitted.task().outputs() != 1) {
            throw new IllegalStateException("regressor: predict(float[][]) of "
                    + fitted.task().outputs() + " numbers for each example, expected one; call predict(Tensor)");
        }
        return outputs(fitted.model(), rows(x), fitted.model()::predict).toArray();
    }

    /** The numbers for each example {@code [examples, …]}: {@code [examples, outputs]}. */
    public Tensor predict(Tensor x) {
        Model model = fitted("predict").model();
        return outputs(model, x, model::predict);
    }

    /** As {@link #predict(Tensor)} for all examples, read some at a time; they need no numbers themselves. */
    public Tensor predict(Dataset data) {
        Fitted fitted = fitted("predict");
        int outputs = fitted.task().outputs();
        Tensor all = Tensor.zeros(Shape.of(data.size(), outputs));
        inPieces(data, (piece, from) -> {
            Tensor some = outputs(fitted.model(), piece, fitted.model()::predict);
            System.arraycopy(some.array(), some.offset(), all.array(), from * outputs, some.size());
        });
        return all;
    }

    /** R²: 1 without any error, 0 for who always answers the mean; the mean over the numbers if there are several. */
    public double score(float[][] x, float[] y) {
        return score(Datasets.of(x, y));
    }

    /** As {@link #score(float[][], float[])} of examples in a tensor. */
    public double score(Tensor x, Tensor y) {
        return score(Datasets.of(x, y));
    }

    @Override
    public double score(Dataset data) {
        Fitted fitted = fitted("score");
        Dataset encoded = fitted.task().encoded(data);
        return Metrics.evaluate(fitted.model(), encoded, fitted.task().metric())
                .values()
                .iterator()
                .next();
    }

    /**
     * What {@link #save(Path)} saved.
     *
     * @throws CheckpointException if the file is damaged or no regressor
     */
    public static Regressor load(Path file) throws IOException {
        return load(file, SpecRegistry.builtIn());
    }

    /** As {@link #load(Path)} with names for layers and networks of your own. */
    public static Regressor load(Path file, SpecRegistry registry) throws IOException {
        EstimatorFile.Loaded loaded = EstimatorFile.load(file, registry, Regression.class);
        return new Regressor(loaded.parameters()).restored(loaded.fitted());
    }

    @Override
    Regressor self() {
        return this;
    }

    @Override
    Regressor unfitted() {
        return new Regressor(parameters());
    }

    @Override
    String name() {
        return "regressor";
    }

    @Override
    Task taskOf(Dataset data) {
        return Regression.of(data);
    }
}

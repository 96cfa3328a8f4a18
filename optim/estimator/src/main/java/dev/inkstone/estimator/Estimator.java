package dev.inkstone.estimator;

import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.training.Callback;
import dev.inkstone.training.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Classifier} and {@link Regressor} have in common: parameters, and what was learnt from data under them.
 *
 * <p>Deterministic: what is learnt is a function of parameters and data. All questions may be asked by many threads, also while one
 * thread fits: they see what the last finished fit has made. A fit that throws changes nothing. Fits themselves, and settings, are for
 * one thread at a time.
 *
 * @param <E> the estimator itself
 */
public abstract sealed class Estimator<E extends Estimator<E>> permits Classifier, Regressor {
    /** Examples that are read from a data set at a time, to predict them. */
    private static final int READ_AT_ONCE = 1000;

    private final EstimatorParameters<?> parameters;
    private List<Callback> callbacks = List.of();
    private volatile @Nullable Fitted fitted;

    Estimator(EstimatorParameters<?> parameters) {
        this.parameters = parameters;
    }

    abstract E self();

    /** The same parameters, nothing learnt. */
    abstract E unfitted();

    abstract String name();

    /** What there is to learn about the answers of these data. */
    abstract Task taskOf(Dataset data);

    /** The parameters. */
    public final EstimatorParameters<?> parameters() {
        return parameters;
    }

    /** Who is told what happens in fits to come: {@code callbacks(progress(System.out))}; default nobody. */
    public final E callbacks(Callback... callbacks) {
        this.callbacks = List.of(callbacks);
        return self();
    }

    /**
     * Learns from the beginning; what an earlier fit has learnt is forgotten.
     *
     * @return this
     * @throws IllegalArgumentException if there are no examples, or they do not suit the estimator or the network
     * @throws IllegalStateException if the training diverges
     */
    public final E fit(Dataset train) {
        return learn(train, null);
    }

    /** As {@link #fit(Dataset)}, judged by validation data of your own; the validation fraction plays no part then. */
    public final E fit(Dataset train, Dataset validation) {
        return learn(train, validation);
    }

    private E learn(Dataset train, @Nullable Dataset validation) {
        requireExamples(train, "fit");
        Task task = taskOf(train);
        Dataset judged = validation == null ? null : task.encoded(validation);
        fitted = new Fitting(task, parameters, callbacks).fit(task.encoded(train), judged);
        return self();
    }

    /** Makes one epoch over {@code data}, with {@code first} as the task if nothing was learnt before. */
    final E goOn(Dataset data, Function<Dataset, Task> first) {
        requireExamples(data, "partialFit");
        Fitted before = fitted;
        Task task = before == null ? first.apply(data) : before.task();
        Fitting fitting = new Fitting(task, parameters, callbacks);
        Dataset encoded = task.encoded(data);
        Fitted begun = before == null ? new Fitted(task, fitting.build(encoded), History.EMPTY, null, 0) : before;
        requireShape(begun.model(), data.inputShape());
        fitted = fitting.goOn(begun, encoded);
        return self();
    }

    /**
     * How good the answers are to these data: accuracy of a classifier, R² of a regressor. Weights of examples play no part.
     *
     * @throws NotFittedException before a fit
     * @throws IllegalArgumentException if there are no examples, or they do not suit the estimator
     */
    public abstract double score(Dataset data);

    /** Whether something was learnt. */
    public final boolean isFitted() {
        return fitted != null;
    }

    /**
     * The trained model, scaling of the inputs included; not a copy.
     *
     * @throws NotFittedException before a fit
     */
    public final Model model() {
        return fitted("model").model();
    }

    /**
     * What happened in the last fit; empty after loading.
     *
     * @throws NotFittedException before a fit
     */
    public final History history() {
        return fitted("history").history();
    }

    /**
     * Saves parameters and all that was learnt in one safetensors file, which appears whole or not at all. It is a model file too:
     * {@link dev.inkstone.checkpoint.Saver#loadModel(Path)} reads its model.
     *
     * @throws NotFittedException before a fit
     */
    public final void save(Path file) throws IOException {
        save(file, SpecRegistry.builtIn());
    }

    /** As {@link #save(Path)} with names for layers and networks of your own. */
    public final void save(Path file, SpecRegistry registry) throws IOException {
        EstimatorFile.save(parameters, fitted("save"), file, registry);
    }

    /** @throws NotFittedException before a fit */
    final Fitted fitted(String method) {
        Fitted now = fitted;
        if (now == null) {
            throw new NotFittedException(name(), method);
        }
        return now;
    }

    final E restored(Fitted saved) {
        fitted = saved;
        return self();
    }

    /** The output of the model, after its shape was looked at. */
    final Tensor outputs(Model model, Tensor inputs, Function<Tensor, Tensor> output) {
        Shape shape = inputs.shape();
        if (shape.rank() == 0) {
            throw new ShapeException(name() + ": inputs are a scalar, expected [examples, …]");
        }
        requireShape(model, shape.dropFirst());
        return output.apply(inputs);
    }

    /** Feeds pieces of the data, which need no labels, to {@code piece} with the index of their first example. */
    final void inPieces(Dataset data, BiConsumer<Tensor, Integer> piece) {
        requireExamples(data, "predict");
        for (int from = 0; from < data.size(); from += READ_AT_ONCE) {
            piece.accept(
                    data.range(from, Math.min(data.size(), from + READ_AT_ONCE)).inputs(), from);
        }
    }

    static Tensor rows(float[][] x) {
        return Datasets.unlabelled(x).inputs();
    }

    private void requireShape(Model model, Shape example) {
        if (!example.equals(model.inputShape())) {
            throw new ShapeException(
                    name() + ": examples " + example + ", expected " + model.inputShape() + " as it was fitted to");
        }
    }

    private void requireExamples(Dataset data, String method) {
        if (data.size() == 0) {
            throw new IllegalArgumentException(name() + ": " + method + " of 0 examples, expected 1 or more");
        }
    }

    /** The parameters, and whether it is fitted. */
    @Override
    public final String toString() {
        return name() + "(" + parameters.network() + ", " + parameters.training() + (isFitted() ? ", fitted)" : ")");
    }
}

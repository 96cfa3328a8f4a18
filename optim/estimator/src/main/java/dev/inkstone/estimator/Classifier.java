package dev.inkstone.estimator;

import dev.inkstone.checkpoint.CheckpointException;
import dev.inkstone.checkpoint.SpecRegistry;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns to tell classes apart, in the manner of scikit-learn:
 *
 * <pre>{@code
 * Classifier classifier = Classifier.mlp(32).fit(x, y);      // float[][] rows, int[] labels
 * int[] answers = classifier.predict(newRows);
 * double accuracy = classifier.score(testRows, testLabels);
 * classifier.save(Path.of("flowers.safetensors"));           // Classifier.load needs nothing else
 * }</pre>
 *
 * <p>Labels may be any whole numbers; they need not begin with 0. Answers are labels, and column i of the probabilities is that of
 * {@code classes()[i]}. Inputs are standardised by the model itself unless {@link InputScaling} says otherwise. Softmax cross-entropy
 * is what is minimised; weights of the examples of a {@link Dataset} count in it.
 */
public final class Classifier extends Estimator<Classifier> {
    private List<String> names = List.of();

    private Classifier(EstimatorParameters<?> parameters) {
        super(parameters);
    }

    /** A perceptron with hidden layers of these widths and default parameters; without any, logistic regression. */
    public static Classifier mlp(int... hidden) {
        return of(MlpParameters.DEFAULT.withHidden(hidden), TrainingParameters.DEFAULT);
    }

    /** This network, trained by these parameters. */
    public static Classifier of(Network network, TrainingParameters training) {
        return of(new EstimatorParameters<>(network, training));
    }

    /** As these parameters say. */
    public static Classifier of(EstimatorParameters<?> parameters) {
        return new Classifier(parameters);
    }

    /**
     * Names of the labels 0, 1, … in fits to come: {@code classNames(csv.classNames())}. All of them are classes then, whether or not
     * an example has them.
     */
    public Classifier classNames(List<String> names) {
        this.names = List.copyOf(names);
        return this;
    }

    /**
     * Learns from the rows of a table, see {@link #fit(Dataset)}.
     *
     * @param x {@code [examples][features]}
     * @param y a label for each row
     */
    public Classifier fit(float[][] x, int[] y) {
        return fit(Datasets.of(x, y));
    }

    /** As {@link #fit(float[][], int[])} with one-hot labels {@code [examples][classes]}. */
    public Classifier fit(float[][] x, float[][] oneHot) {
        return fit(rows(x), rows(oneHot));
    }

    /** As {@link #fit(float[][], int[])} with the names of classes, which get the labels 0, 1, … in the order of texts. */
    public Classifier fit(float[][] x, String[] y) {
        List<String> sorted = List.copyOf(new TreeSet<>(requireNames(y)));
        Dataset data = Datasets.of(x, indices(y, sorted));
        List<String> before = names;
        names = sorted;
        try {
            return fit(data);
        } finally {
            names = before; // other data may have other names
        }
    }

    /**
     * Learns from examples in a tensor, see {@link #fit(Dataset)}.
     *
     * @param x {@code [examples, …]}
     * @param y {@code [examples]}
     */
    public Classifier fit(Tensor x, IntTensor y) {
        return fit(Datasets.of(x, y));
    }

    /** As {@link #fit(Tensor, IntTensor)} with one-hot labels {@code [examples, classes]}. */
    public Classifier fit(Tensor x, Tensor oneHot) {
        return fit(Datasets.of(x, oneHot));
    }

    /**
     * Makes one epoch over these data, with what was learnt before. The first call measures the scaling of the inputs and settles the
     * classes; its optimizer goes on in the next, but not beyond {@code load}. The rate stays as it is, nothing is held back.
     *
     * @param classes all labels that will ever come; without them those of the first data, or those that have names
     * @throws IllegalArgumentException if there is a label that is none of the classes, or the classes are not those of the first
     *     call, or of the names
     */
    public Classifier partialFit(Dataset data, int... classes) {
        if (classes.length > 0 && isFitted()) {
            checkClasses(classes, classification(fitted("partialFit")), "as in the first call");
        }
        return goOn(data, first -> classes.length == 0 ? taskOf(first) : named(classes));
    }

    private Classification named(int... classes) {
        if (names.isEmpty()) {
            return Classification.of(classes);
        }
        Classification named = Classification.of(names);
        checkClasses(classes, named, "which have the names " + names);
        return named;
    }

    private static void checkClasses(int[] classes, Classification known, String why) {
        List<Integer> sorted =
                Arrays.stream(classes).distinct().sorted().boxed().toList();
        if (!sorted.equals(known.labels())) {
            throw new IllegalArgumentException("classifier: partialFit with the classes " + sorted + ", expected "
                    + known.labels() + ", " + why + "; leave them out, or make a new classifier");
        }
    }

    /**
     * The label of each row.
     *
     * @param x {@code [examples][features]}
     * @throws NotFittedException before a fit
     * @throws IllegalArgumentException if rows have another length than those fitted to, or a row makes no finite logits
     */
    public int[] predict(float[][] x) {
        return predict(rows(x));
    }

    /** The label of each example {@code [examples, …]}, as {@link #predict(float[][])}. */
    public int[] predict(Tensor x) {
        return predict(fitted("predict"), x, 0);
    }

    /** The label of each example, read some at a time; they need not have labels themselves. */
    public int[] predict(Dataset data) {
        return predict(fitted("predict"), data);
    }

    /** The name of the class of each row: as given, or the label as a text. */
    public List<String> predictNames(float[][] x) {
        Fitted fitted = fitted("predictNames");
        Classification classes = classification(fitted);
        return Arrays.stream(predict(fitted, rows(x), 0))
                .mapToObj(classes::nameOf)
                .toList();
    }

    /**
     * How probable the classes are: {@code [examples][classes]}, in the order of {@link #classes}.
     *
     * @throws NotFittedException before a fit
     */
    public float[][] predictProbabilities(float[][] x) {
        Tensor probabilities = predictProbabilities(rows(x));
        int classes = probabilities.shape().dim(1);
        float[][] result = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            result[i] = Arrays.copyOfRange(probabilities.array(), i * classes, (i + 1) * classes);
        }
        return result;
    }

    /** As {@link #predictProbabilities(float[][])} of examples {@code [examples, …]}: {@code [examples, classes]}. */
    public Tensor predictProbabilities(Tensor x) {
        Model model = fitted("predictProbabilities").model();
        return outputs(model, x, model::predictProbabilities);
    }

    /** As {@link #predictProbabilities(Tensor)} of all examples, read some at a time. */
    public Tensor predictProbabilities(Dataset data) {
        Fitted fitted = fitted("predictProbabilities");
        int classes = fitted.task().outputs();
        Tensor all = Tensor.zeros(Shape.of(data.size(), classes));
        inPieces(data, (piece, from) -> {
            Tensor some = outputs(fitted.model(), piece, fitted.model()::predictProbabilities);
            System.arraycopy(some.array(), some.offset(), all.array(), from * classes, some.size());
        });
        return all;
    }

    /** The accuracy: the share of rows whose predicted label is the given one. A label that was never learnt counts as wrong. */
    public double score(float[][] x, int[] y) {
        return score(Datasets.of(x, y));
    }

    /** As {@link #score(float[][], int[])} with one-hot labels. */
    public double score(float[][] x, float[][] oneHot) {
        return score(rows(x), rows(oneHot));
    }

    /** As {@link #score(float[][], int[])} with names as {@link #predictNames} gives them. */
    public double score(float[][] x, String[] y) {
        Fitted fitted = fitted("score");
        Classification classes = classification(fitted);
        Dataset data = Datasets.of(x, new int[requireNames(y).size()]);
        int[] answers = predict(fitted, data);
        return accuracy(answers.length, i -> classes.nameOf(answers[i]).equals(y[i]));
    }

    /** As {@link #score(float[][], int[])} of examples in a tensor. */
    public double score(Tensor x, IntTensor y) {
        return score(Datasets.of(x, y));
    }

    /** As {@link #score(Tensor, IntTensor)} with one-hot labels. */
    public double score(Tensor x, Tensor oneHot) {
        return score(Datasets.of(x, oneHot));
    }

    @Override
    public double score(Dataset data) {
        Fitted fitted = fitted("score");
        Dataset labelled = Classification.labelled(data);
        int[] answers = predict(fitted, labelled);
        return accuracy(answers.length, i -> answers[i] == labelled.label(i));
    }

    private static double accuracy(int examples, IntPredicate right) {
        return IntStream.range(0, examples).filter(right).count() / (double) examples;
    }

    /**
     * The labels there are, ascending.
     *
     * @throws NotFittedException before a fit
     */
    public int[] classes() {
        return classification(fitted("classes")).labels().stream()
                .mapToInt(label -> label)
                .toArray();
    }

    /** The names of {@link #classes}, in their order: as given, or the labels as texts. */
    public List<String> classNames() {
        Classification classes = classification(fitted("classNames"));
        return classes.labels().stream().map(classes::nameOf).toList();
    }

    /**
     * What {@link #save(Path)} saved. {@link #partialFit} goes on from it, with a new optimizer; {@link #fit} begins anew, with the
     * same parameters.
     *
     * @throws CheckpointException if the file is damaged or no classifier
     */
    public static Classifier load(Path file) throws IOException {
        return load(file, SpecRegistry.builtIn());
    }

    /** As {@link #load(Path)} with names for layers and networks of your own. */
    public static Classifier load(Path file, SpecRegistry registry) throws IOException {
        EstimatorFile.Loaded loaded = EstimatorFile.load(file, registry, Classification.class);
        return new Classifier(loaded.parameters()).restored(loaded.fitted());
    }

    @Override
    Classifier self() {
        return this;
    }

    @Override
    Classifier unfitted() {
        return new Classifier(parameters()).classNames(names);
    }

    @Override
    String name() {
        return "classifier";
    }

    @Override
    Task taskOf(Dataset data) {
        return Classification.of(data, names);
    }

    private static Classification classification(Fitted fitted) {
        return (Classification) fitted.task();
    }

    private static int[] indices(String[] y, List<String> names) {
        return requireNames(y).stream().mapToInt(names::indexOf).toArray();
    }

    private static List<String> requireNames(String[] y) {
        for (int i = 0; i < y.length; i++) {
            if (y[i] == null) {
                throw new IllegalArgumentException(
                        "classifier: label " + i + " is null, expected the name of a class; leave the example out");
            }
        }
        return Arrays.asList(y);
    }

    private int[] predict(Fitted fitted, Dataset data) {
        int[] labels = new int[data.size()];
        inPieces(data, (piece, from) -> {
            int[] some = predict(fitted, piece, from);
            System.arraycopy(some, 0, labels, from, some.length);
        });
        return labels;
    }

    /** @param first the index of the first of these examples, for messages */
    private int[] predict(Fitted fitted, Tensor x, int first) {
        Tensor logits = outputs(fitted.model(), x, fitted.model()::predict);
        Classification classes = classification(fitted);
        int[] labels = new int[x.shape().dim(0)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classes.label(largest(logits, i, first));
        }
        return labels;
    }

    private static int largest(Tensor logits, int row, int first) {
        int columns = logits.shape().dim(1);
        float[] values = logits.array();
        int largest = 0;
        for (int c = 0; c < columns; c++) {
            if (Float.isNaN(values[row * columns + c])) {
                throw new IllegalArgumentException("classifier: example " + (first + row)
                        + " has no class, for its logits are NaN, expected finite inputs; leave the example out");
            }
            largest = values[row * columns + c] > values[row * columns + largest] ? c : largest;
        }
        return largest;
    }
}

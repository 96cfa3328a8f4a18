package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Parameters;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.ops.Sigmoid;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A built network: layers with allocated parameters. Inference is safe from many threads at once; training changes the
 * parameters and is not.
 */
public final class Model {
    private final Shape inputShape;
    private final long seed;
    private final Sequential spec;
    private final Layer root;
    private final Parameters parameters;
    private final WeightRules rules;
    private final List<LayerInfo> layers;
    private final int inferenceBatch;

    private Model(
            Shape inputShape,
            long seed,
            Sequential spec,
            Layer root,
            Parameters parameters,
            WeightRules rules,
            List<LayerInfo> layers) {
        this.inputShape = inputShape;
        this.seed = seed;
        this.spec = spec;
        this.root = root;
        this.parameters = parameters;
        this.rules = rules;
        this.layers = layers;
        this.inferenceBatch = InferenceBatch.of(layers);
    }

    /**
     * Builds a network: infers every shape, allocates every parameter in order and fills it from {@code seed}.
     *
     * @param inputShape the shape of one example, without the batch: {@code Shape.of(28, 28, 1)}
     * @param seed what the initial weights depend on
     * @throws ShapeException if layers do not fit; the message names the layer and those before it
     * @throws IllegalArgumentException if a layer cannot be built, or is null
     */
    public static Model build(Shape inputShape, long seed, LayerSpec... layers) {
        return build(inputShape, seed, Layers.sequential(layers));
    }

    /** As {@link #build(Shape, long, LayerSpec...)} for layers that stand in a list already. */
    public static Model build(Shape inputShape, long seed, Sequential spec) {
        return build(inputShape, seed, spec, parameters -> {});
    }

    /**
     * As {@link #build(Shape, long, Sequential)} where {@code declared} looks at what the layers declared, by names and shapes,
     * before memory is taken for it: for layers that come from a file. What it throws ends the build.
     */
    public static Model build(Shape inputShape, long seed, Sequential spec, Consumer<Parameters> declared) {
        BuildContext.Plan plan = new BuildContext.Plan();
        Layer root;
        try {
            root = spec.build(BuildContext.root(plan), inputShape);
        } catch (ShapeException e) {
            throw new ShapeException(e.getMessage() + trail(inputShape, plan), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + trail(inputShape, plan), e);
        }
        declared.accept(plan.parameters);
        plan.parameters.allocate();
        plan.initializers.forEach((parameter, initializer) ->
                initializer.fill(parameter.value(), RandomStream.of(seed, "init/" + parameter.name())));
        plan.initialStates.forEach((state, value) -> Arrays.fill(
                plan.parameters.states(),
                state.offset(),
                state.offset() + state.shape().size(),
                value));
        List<LayerInfo> infos =
                plan.layers.stream().map(Objects::requireNonNull).toList();
        return new Model(inputShape, seed, spec, root, plan.parameters, plan.rules, infos);
    }

    /** The shape of one example. */
    public Shape inputShape() {
        return inputShape;
    }

    /** The shape of the output for one example. */
    public Shape outputShape() {
        return root.outputShape();
    }

    /** What the initial weights were made from. */
    public long seed() {
        return seed;
    }

    /** What the model was built from. */
    public Sequential spec() {
        return spec;
    }

    /** Every layer in order, inner layers behind the block they stand in. */
    public List<LayerInfo> layers() {
        return layers;
    }

    /** All parameters and states. */
    public Parameters parameters() {
        return parameters;
    }

    /**
     * A parameter by its path, for example {@code conv1/kernel}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Parameter parameter(String path) {
        return parameters.get(path);
    }

    /**
     * Takes the parameters and states whose paths {@code paths} accepts out of the training: {@code freeze(path ->
     * path.startsWith("block1/"))}. They get no gradient, decay, optimizer update or share of a clip norm, and a frozen batch norm
     * uses its running statistics. Not saved with the model.
     *
     * @return the paths of all frozen parameters
     * @throws IllegalArgumentException if {@code paths} accepts nothing; the message lists what there is
     */
    public List<String> freeze(Predicate<String> paths) {
        return parameters.freeze(paths);
    }

    /**
     * Lets the parameters and states whose paths {@code paths} accepts take part in the training again. A new optimizer suits them
     * better than one that has run long: the averages of Adam begin at 0 for them, and it corrects for that only in its own first steps,
     * so that theirs are several times as large as meant for some hundred steps.
     *
     * @return the paths of the parameters that are still frozen
     */
    public List<String> unfreeze(Predicate<String> paths) {
        return parameters.unfreeze(paths);
    }

    /**
     * The output for a batch, recorded on {@code tape}.
     *
     * @param inputs {@code [batch, ...]} with the model's input shape
     * @throws ShapeException if the shape is another
     */
    public Tensor forward(Tensor inputs, Tape tape) {
        check(inputs.shape());
        if (Kernels.wantRehearsal(tape.isTraining())) {
            Rehearsal.offer(this, inputs.shape().dim(0), tape.isTraining());
        }
        return root.forward(inputs, tape);
    }

    /**
     * {@code loss} and the penalties of regularised layers ({@link LayerSpec#regularized}): what a training step takes the gradients
     * of. The trainer does this itself: its losses, also those of validations, contain the penalties. On a tape of a shard only the first one counts the penalties, so that shards add up.
     */
    public Tensor penalized(Tensor loss, Tape tape) {
        return tape.position().firstExample() == 0 ? rules.penalized(loss, tape) : loss;
    }

    /** Shortens weights as their layers ask for ({@link LayerSpec#maxNorm}); the built-in optimizers do this after every step. */
    public void constrain() {
        rules.constrain();
    }

    /**
     * The outputs for any number of examples, in inference mode and a bounded amount of memory. Safe from many threads.
     *
     * @param inputs {@code [examples, ...]} with the model's input shape
     * @return {@code [examples, ...]} with the model's output shape
     * @throws ShapeException if the shape is another
     */
    public Tensor predict(Tensor inputs) {
        return predict(inputs, (tape, outputs) -> outputs);
    }

    /**
     * The probabilities of a model that ends with logits, as losses want it: the softmax of {@link #predict} over the last axis, or,
     * where that has one value only (a model for {@code binaryCrossEntropy}), the sigmoid. The logits of several labels that do not
     * exclude each other need a sigmoid each: take {@link #predict} and {@link dev.inkstone.ops.Sigmoid}.
     *
     * @param inputs {@code [examples, ...]} with the model's input shape
     * @return {@code [examples, ...]} with the model's output shape
     * @throws ShapeException if the shape is another
     * @throws IllegalStateException if the model ends with a softmax or sigmoid itself
     */
    public Tensor predictProbabilities(Tensor inputs) {
        return predict(inputs, this::probabilities);
    }

    private Tensor probabilities(Tape tape, Tensor logits) {
        String maker = tape.makerOfProbabilities(logits);
        if (maker != null) {
            throw new IllegalStateException("model: the output is that of a " + maker
                    + " already, expected logits; call predict, which gives the probabilities");
        }
        boolean alone = outputShape().rank() == 0 || outputShape().dim(-1) == 1;
        return alone ? Sigmoid.sigmoid(tape, logits) : dev.inkstone.ops.Softmax.softmax(tape, logits);
    }

    private Tensor predict(Tensor inputs, BiFunction<Tape, Tensor, Tensor> last) {
        check(inputs.shape());
        int examples = inputs.shape().dim(0);
        Tensor outputs = Tensor.zeros(outputShape().prepend(examples));
        if (Kernels.wantRehearsal(false)) {
            Rehearsal.offer(this, examples, false);
        }
        int size = outputShape().size();
        for (int from = 0; from < examples; from += inferenceBatch) {
            int to = from + Math.min(examples - from, inferenceBatch);
            try (Tape tape = Tape.inference()) {
                Tensor part = last.apply(tape, root.forward(inputs.rows(from, to), tape));
                System.arraycopy(part.array(), part.offset(), outputs.array(), from * size, part.size());
            }
        }
        return outputs;
    }

    /**
     * How many examples inference computes at a time, so that memory does not grow with the data: 100, or fewer where layers are
     * large. A constant of the model; results do not depend on it.
     */
    public int inferenceBatch() {
        return inferenceBatch;
    }

    /** A table of the layers with their output shapes and parameter counts. */
    public String summary() {
        return Summary.of(this);
    }

    private void check(Shape inputs) {
        if (inputs.rank() != inputShape.rank() + 1 || !inputs.dropFirst().equals(inputShape)) {
            String dims =
                    inputShape.toString().substring(1, inputShape.toString().length() - 1);
            String separator = dims.isEmpty() ? "" : ", ";
            String cure = rearranged(inputs)
                    ? "reshape it with reshape(-1" + separator + dims + "), or build"
                    : "bring the data to that shape, for example resize images, or build";
            boolean sameRank = inputs.rank() == inputShape.rank() + 1;
            throw new ShapeException(
                    "model: input " + inputs + (sameRank ? "" : " has rank " + inputs.rank()) + ", expected "
                            + (sameRank ? "" : "rank " + (inputShape.rank() + 1) + " ") + "[batch" + separator + dims
                            + "]; " + cure
                            + " the model for Shape.of(…) of one example");
        }
    }

    /** Whether a reshape gives whole examples and leaves each value in its example, so that it scrambles nothing. */
    private boolean rearranged(Shape inputs) {
        if (inputs.rank() == 0 || longAxes(inputs).equals(longAxes(inputShape))) {
            return inputs.rank() > 0; // one example without the axis of the batch
        }
        boolean flat = inputs.rank() == 2 || inputShape.rank() == 1;
        return inputs.size() == (long) inputs.dim(0) * inputShape.size()
                && (flat || longAxes(inputs.dropFirst()).equals(longAxes(inputShape)));
    }

    private static List<Integer> longAxes(Shape shape) {
        return IntStream.range(0, shape.rank())
                .mapToObj(shape::dim)
                .filter(dim -> dim != 1)
                .toList();
    }

    private static String trail(Shape input, BuildContext.Plan plan) {
        return plan.layers.stream()
                .filter(Objects::nonNull)
                .map(layer -> " → " + layer.path() + " " + layer.output())
                .collect(Collectors.joining("", " (layers before it: input " + input, ")"));
    }
}

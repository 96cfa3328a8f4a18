package dev.inkstone.autodiff;

import dev.inkstone.memory.Arena;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records the ops of one forward pass and walks them in reverse for the gradients; owns the memory of the pass.
 *
 * <p>One node stands for one kernel call (a convolution, a loss), never for a scalar. A tape knows whether it trains or
 * infers, and carries all that randomness depends on. It belongs to the thread that opened it; different tapes may run on one
 * model at the same time. When it is closed its tensors cannot be read any more: {@link Tensor#copy()} what should last.
 */
public final class Tape implements AutoCloseable, TensorScope {
    private final Thread owner = Thread.currentThread();
    private final Arena arena = new Arena();
    private final boolean training;
    private final boolean recording;
    private final Position position;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Tensor, Source> sources = new IdentityHashMap<>();
    /** Of a tape that does not record: one for each array of the arena, in its order. */
    private final List<Lease> leases = new ArrayList<>();

    private final Map<Tensor, String> probabilities = new IdentityHashMap<>(1);
    private final List<StateUpdate> stateUpdates = new ArrayList<>();
    private @Nullable Parameters parameters;
    private @Nullable LayerObserver observer;
    private String trail = "";

    private Tape(boolean training, boolean recording, Position position) {
        this.training = training;
        this.recording = recording;
        this.position = position;
    }

    /** A tape for a training step at {@code position}: dropout drops, batch norm uses the batch. */
    public static Tape record(Position position) {
        return new Tape(true, true, position);
    }

    /** A tape for inference: records nothing, so no gradients; dropout and batch norm as in use. */
    public static Tape inference() {
        return new Tape(false, false, Position.START);
    }

    /** A tape that computes as in inference and yet gives gradients, for example with respect to an input image. */
    public static Tape recordInference() {
        return new Tape(false, true, Position.START);
    }

    /**
     * The tape that made {@code tensor}.
     *
     * @throws IllegalArgumentException if no tape did
     */
    public static Tape of(Tensor tensor) {
        if (tensor.scope() instanceof Tape tape) {
            return tape;
        }
        if (tensor.scope() instanceof Lease lease) {
            return lease.tape;
        }
        throw new IllegalArgumentException(
                "tensor " + tensor.shape()
                        + ": was not made by a tape, expected the result of a forward pass; compute it as model.forward(inputs, tape)");
    }

    /** Whether ops behave as in training. */
    public boolean isTraining() {
        return training;
    }

    /** What the randomness of this pass depends on. */
    public Position position() {
        return position;
    }

    /** A tensor with arbitrary contents that lives as long as the tape. */
    public Tensor allocate(Shape shape) {
        float[] array = floats(shape.size());
        return Tensor.leased(array, 0, shape, recording ? this : lease(array));
    }

    /** An int tensor with arbitrary contents that lives as long as the tape. */
    public IntTensor allocateInts(Shape shape) {
        requireUsable();
        int[] array = arena.ints(shape.size());
        return IntTensor.leased(array, 0, shape, recording ? this : lease(array));
    }

    private Lease lease(Object array) {
        Lease lease = new Lease(this, array);
        leases.add(lease);
        return lease;
    }

    /** How many arrays the tape holds now, for {@link #releaseExcept}. */
    public int mark() {
        requireUsable();
        return arena.mark();
    }

    /**
     * On a tape that does not record, gives the memory back that was allocated after {@code mark}, all but that of {@code kept},
     * so that inference needs the memory of a layer, not of all; the tensors cannot be read any more. A tape that records does
     * nothing: backward needs them.
     */
    public void releaseExcept(int mark, Tensor kept) {
        requireUsable();
        if (recording) {
            return;
        }
        float[] array = kept.array();
        List<Lease> since = leases.subList(mark, leases.size());
        since.forEach(lease -> lease.released = lease.array != array);
        since.removeIf(lease -> lease.released);
        arena.releaseExcept(mark, array);
    }

    /** The value of {@code parameter}, whose gradient {@link #gradients} will return unless it is frozen. */
    public Tensor use(Parameter parameter) {
        requireUsable();
        if (recording && !parameter.isFrozen()) {
            learns(parameter.owner(), parameter.name());
            // also where it was only watched before
            sources.put(parameter.value(), new Source(parameter, false, false));
        }
        return parameter.value();
    }

    private void learns(Parameters owner, String name) {
        if (parameters != null && parameters != owner) {
            throw new IllegalArgumentException(
                    label("tape") + ": '" + name
                            + "' belongs to a second model, expected parameters of one; use a tape for each model, or freeze one");
        }
        parameters = owner;
    }

    /** Asks for the gradient of {@code tensor}, an input or the result of an op; returns it. */
    public Tensor watch(Tensor tensor) {
        requireUsable();
        if (!recording) {
            throw new IllegalStateException(
                    "tape: watch on a tape that records nothing; open it with Tape.record(position)"
                            + " or Tape.recordInference()");
        }
        sources.compute(tensor, (t, source) -> source == null ? new Source(null, true, false) : source.watchedToo());
        return tensor;
    }

    /** Whether {@code tensor} depends on a parameter or a watched tensor, so that its gradient is worth computing. */
    public boolean needsGradient(Tensor tensor) {
        return sources.containsKey(tensor);
    }

    /**
     * Puts an op on the tape, unless no input needs a gradient.
     *
     * @param op the name of the op, for messages
     * @param output what the op computed
     * @param inputs every tensor that {@code backward} hands a gradient to
     * @return {@code output}
     * @throws IllegalArgumentException if an input is a view, made outside the tape, of a tensor that needs a gradient, or the
     *     output itself
     * @throws IllegalStateException if the output is a parameter, or that of an op which was recorded before: its gradient would be lost
     */
    public Tensor record(String op, Tensor output, Backward backward, Tensor... inputs) {
        requireUsable();
        for (Tensor input : inputs) {
            requireNoLostGradient(op, input);
            if (input == output) {
                throw new IllegalArgumentException(label(op) + ": the output " + output.shape()
                        + " is one of its inputs, expected a tensor of its own; allocate one on the tape, or return the input"
                        + " without recording");
            }
        }
        if (recording && Arrays.stream(inputs).anyMatch(this::needsGradient)) {
            requireFresh(op, output);
            nodes.add(new Node(output, backward));
            sources.put(output, new Source(null, isWatched(output), true));
        }
        return output;
    }

    /** Asks for {@code state = momentum·state + (1 − momentum)·batch} when the step is applied. */
    public void update(State state, float momentum, Tensor batch) {
        if (recording && !state.isFrozen()) {
            learns(state.owner(), state.name());
            stateUpdates.add(new StateUpdate(state, momentum, batch));
        }
    }

    /**
     * The gradients of {@code loss}, which has one element. State updates (batch-norm statistics) are handed out once, with the
     * first gradients after the forward pass that asked for them: a second call on the same tape brings none.
     *
     * @throws ShapeException if it has more
     * @throws IllegalArgumentException if it depends on nothing that was recorded
     */
    public Gradients gradients(Tensor loss) {
        if (loss.size() != 1) {
            throw new ShapeException("gradients: loss " + loss.shape() + " has " + loss.size()
                    + " elements, expected 1; take a mean or a sum, or give the gradient of the output");
        }
        Tensor one = allocate(loss.shape());
        one.array()[one.offset()] = 1f;
        return gradients(loss, one);
    }

    /**
     * The gradients of Σ {@code output · outputGradient}; state updates as in {@link #gradients(Tensor)}.
     *
     * @throws ShapeException if the shapes differ
     * @throws IllegalArgumentException if the output depends on nothing that was recorded
     */
    public Gradients gradients(Tensor output, Tensor outputGradient) {
        requireUsable();
        if (!output.shape().equals(outputGradient.shape())) {
            throw new ShapeException("gradients: output gradient " + outputGradient.shape()
                    + ", expected the output's shape " + output.shape());
        }
        requireNoLostGradient("gradients", output);
        if (!needsGradient(output)) {
            throw new IllegalArgumentException(
                    "gradients: the loss depends on no parameter and no watched tensor of this tape;"
                            + " run the forward pass on the same tape, opened with Tape.record(position)");
        }
        BackwardPass pass = new BackwardPass(this, parameters);
        pass.pass(output, outputGradient); // the output may be a parameter, whose gradient has a place of its own
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            Tensor gradient = pass.begin(node.output, isWatched(node.output));
            if (gradient != null) {
                node.backward.backward(gradient, pass);
            }
        }
        float[] flat = pass.finish();
        Tensor all = Tensor.leased(flat, 0, Shape.of(flat.length), this);
        Gradients gradients = new Gradients(parameters, all, pass, stateUpdates);
        stateUpdates.clear();
        return gradients;
    }

    /** Names the layer that the next ops belong to, for messages; returns the name before. */
    public String enter(String layer) {
        String before = trail;
        trail = layer;
        return before;
    }

    /** How a message about {@code op} starts: {@code conv2d 'block1/conv'}, or {@code conv2d} outside a model. */
    public String label(String op) {
        return trail.isEmpty() ? op : op + " '" + trail + "'";
    }

    /** From now on {@code observer} is told what the layers of a model compute on this tape; returns it. */
    public Tape observe(LayerObserver observer) {
        this.observer = observer;
        return this;
    }

    /** Tells the observer, if there is one, what the layer computed that the tape was told to {@link #enter}. */
    public void computed(Tensor input, Tensor output) {
        if (observer != null) {
            observer.computed(trail, input, output);
        }
    }

    /**
     * Notes that {@code tensor} holds probabilities, so that a loss that wants logits can say so; returns it.
     *
     * @param maker what made them, for messages: {@code softmax}, {@code sigmoid}
     */
    public Tensor probabilities(String maker, Tensor tensor) {
        probabilities.put(tensor, label(maker));
        return tensor;
    }

    /**
     * What made {@code tensor}, or what it is a view of, {@link #probabilities}, with the layer it stands in: {@code softmax} or
     * {@code sigmoid 'dense2'}; null if it was not noted as such.
     */
    public @Nullable String makerOfProbabilities(Tensor tensor) {
        for (@Nullable Tensor t = tensor; t != null; t = t.base()) {
            String maker = probabilities.get(t);
            if (maker != null) {
                return maker;
            }
        }
        return null;
    }

    @Override
    public boolean isClosed() {
        return arena.isClosed();
    }

    /** Gives the memory of the pass back; a second call does nothing. */
    @Override
    public void close() {
        requireOwner();
        arena.close();
    }

    float[] floats(int length) {
        requireUsable();
        return arena.floats(length);
    }

    @Nullable Parameter parameterOf(Tensor tensor) {
        Source source = sources.get(tensor);
        return source == null ? null : source.parameter;
    }

    private boolean isWatched(Tensor tensor) {
        Source source = sources.get(tensor);
        return source != null && source.watched;
    }

    /** A view that this tape did not record would cut the gradient of what it is a view of, and nobody would see it. */
    private void requireNoLostGradient(String op, Tensor input) {
        if (needsGradient(input)) {
            return;
        }
        for (Tensor base = input.base(); base != null; base = base.base()) {
            if (needsGradient(base)) {
                throw new IllegalArgumentException(label(op) + ": view " + input.shape()
                        + " made outside the tape of a tensor " + base.shape()
                        + " that needs a gradient, expected an op;"
                        + " use Reshape.reshape(tape, x, …), or copy() for a constant");
            }
        }
    }

    /** Backward hands the gradient of a tensor to one op, so what was there before would get none, and nobody would see it. */
    private void requireFresh(String op, Tensor output) {
        Source source = sources.get(output);
        if (source != null && (source.computed || source.parameter != null)) {
            throw new IllegalStateException(label(op) + ": the output " + output.shape() + " is "
                    + (source.computed ? "that of an op recorded before" : "a parameter")
                    + ", expected a tensor of its own; allocate one on the tape for each op, or record one op that computes"
                    + " all of it");
        }
    }

    private void requireUsable() {
        requireOwner();
        if (isClosed()) {
            throw new IllegalStateException("tape: is closed, expected open; open one tape for each step");
        }
    }

    private void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(
                    "tape: used by thread '" + Thread.currentThread().getName() + "', expected '" + owner.getName()
                            + "', which opened it; open one tape for each thread");
        }
    }

    /** The memory of one tensor and its views on a tape that does not record. */
    private static final class Lease implements TensorScope {
        private final Tape tape;
        private final Object array;
        private volatile boolean released;

        Lease(Tape tape, Object array) {
            this.tape = tape;
            this.array = array;
        }

        @Override
        public boolean isClosed() {
            return released || tape.isClosed();
        }
    }

    private record Node(Tensor output, Backward backward) {}

    /** Why a tensor needs a gradient; {@code parameter} is null unless it is a parameter's value. */
    private record Source(@Nullable Parameter parameter, boolean watched, boolean computed) {
        Source watchedToo() {
            return new Source(parameter, true, computed);
        }
    }
}

package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import dev.inkstone.tensor.TensorScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of one backward pass: those of all parameters in one contiguous array, those of watched tensors beside it, and
 * the state updates (batch-norm statistics) of the step, which an optimizer applies together with them.
 *
 * <p>They live as long as their tape is open.
 */
public final class Gradients {
    private final @Nullable Parameters parameters;
    private final Tensor flat;
    private final @Nullable BackwardPass pass;
    private final List<StateUpdate> stateUpdates;

    Gradients(
            @Nullable Parameters parameters, Tensor flat, @Nullable BackwardPass pass, List<StateUpdate> stateUpdates) {
        this.parameters = parameters;
        this.flat = flat;
        this.pass = pass;
        this.stateUpdates = List.copyOf(stateUpdates);
    }

    /**
     * Gradients that were put together from those of several tapes, for example of the shards of a step.
     *
     * @param flat in the layout of {@link Parameters#values()}
     * @throws ShapeException if {@code flat} has another length
     */
    public static Gradients of(Parameters parameters, Tensor flat, List<StateUpdate> stateUpdates) {
        if (!flat.shape().equals(Shape.of(parameters.count()))) {
            throw new ShapeException("gradients: flat " + flat.shape() + ", expected [" + parameters.count()
                    + "], one value for each trainable value");
        }
        return new Gradients(parameters, flat, null, stateUpdates);
    }

    /**
     * All parameter gradients in the layout of {@link Parameters#values()}.
     *
     * @throws IllegalStateException if their tape is closed
     */
    public Tensor flat() {
        checkOpen();
        return flat;
    }

    private void checkOpen() {
        TensorScope scope = flat.scope();
        if (scope != null && scope.isClosed()) {
            throw new IllegalStateException(
                    "gradients: used after their tape was closed or their step was over; copy before that what you"
                            + " want to keep: gradients.of(parameter).copy()");
        }
    }

    /** The parameters that {@link #flat()} belongs to; null if the tape used none. */
    public @Nullable Parameters parameters() {
        return parameters;
    }

    /**
     * The gradient of one parameter; zeros if the loss does not depend on it.
     *
     * @throws IllegalArgumentException if the parameter belongs to another model
     */
    public Tensor of(Parameter parameter) {
        if (parameter.owner() != parameters) {
            throw new IllegalArgumentException("gradients: parameter '" + parameter.name()
                    + "' belongs to another model, expected one that the tape used");
        }
        checkOpen();
        int from = parameter.offset();
        return flat.rows(from, from + parameter.shape().size()).reshape(parameter.shape());
    }

    /**
     * The gradient of a watched tensor.
     *
     * @throws IllegalArgumentException if the tape did not watch it, or the loss does not depend on it
     */
    public Tensor of(Tensor watched) {
        Tensor gradient = pass == null ? null : pass.gradientOf(watched);
        if (gradient == null) {
            throw new IllegalArgumentException(
                    "gradients: tensor " + watched.shape()
                            + " has none, expected a watched tensor that the loss depends on; call tape.watch(tensor) before the forward pass, for the result of an op before the gradients");
        }
        return gradient;
    }

    /**
     * What the step does to the model's state, in the order of the forward pass; a tape hands each update out once, with the
     * first gradients after it.
     */
    public List<StateUpdate> stateUpdates() {
        return stateUpdates;
    }
}

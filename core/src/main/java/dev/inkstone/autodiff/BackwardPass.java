package dev.inkstone.autodiff;

import dev.inkstone.kernels.Kernels;
import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One walk over a tape in reverse: collects the gradient of every tensor, adding up where a tensor was used more than once. */
public final class BackwardPass {
    private final Tape tape;
    private final Map<Tensor, Slot> slots = new IdentityHashMap<>();
    private final @Nullable Parameters parameters;
    private final float[] parameterGradients;
    private final Set<Parameter> written = new HashSet<>();
    /** The gradient that the op gets whose backward half runs now. */
    private @Nullable Slot current;

    BackwardPass(Tape tape, @Nullable Parameters parameters) {
        this.tape = tape;
        this.parameters = parameters;
        this.parameterGradients = parameters == null ? new float[0] : tape.floats(parameters.count());
    }

    /** Whether the gradient of {@code input} is wanted. */
    public boolean needs(Tensor input) {
        return tape.needsGradient(input);
    }

    /**
     * The gradient of {@code input} as something that {@code writer} writes: it is given a tensor of the input's shape with
     * arbitrary contents and must set every element, and must not keep it: others write over it later. Does nothing if the gradient
     * is not wanted.
     */
    public void into(Tensor input, Consumer<Tensor> writer) {
        if (!needs(input)) {
            return;
        }
        Slot slot = slots.get(input);
        Parameter parameter = tape.parameterOf(input);
        if (slot != null) {
            Tensor more = tape.allocate(input.shape());
            writer.accept(more);
            slots.put(input, sum(slot, more));
        } else {
            Tensor target = parameter == null ? tape.allocate(input.shape()) : placeOf(parameter);
            writer.accept(target);
            slots.put(input, new Slot(target, true));
        }
    }

    private Tensor placeOf(Parameter parameter) {
        written.add(parameter);
        return Tensor.leased(parameterGradients, parameter.offset(), parameter.shape(), tape);
    }

    /** The gradient of {@code input} as a tensor that exists already, which is only read. */
    public void pass(Tensor input, Tensor gradient) {
        pass(input, gradient, false);
    }

    /**
     * The gradient of {@code input} as a tensor that the op made for it, or as the gradient that it got itself, or a view of
     * that: the op neither reads it any more nor hands it to another input, so that others may write over it.
     */
    public void give(Tensor input, Tensor gradient) {
        pass(input, gradient, mayWriteOver(gradient) || !isCurrent(gradient));
    }

    /**
     * A tensor for what is computed element by element from the gradient that the op got: that gradient itself, unless somebody
     * else reads it, and then a new one with arbitrary contents.
     */
    public Tensor over(Tensor gradient) {
        return mayWriteOver(gradient) ? gradient : tape.allocate(gradient.shape());
    }

    private boolean mayWriteOver(Tensor gradient) {
        return current != null && current.owned && isCurrent(gradient);
    }

    private boolean isCurrent(Tensor gradient) {
        return current != null && current.gradient.array() == gradient.array();
    }

    private void pass(Tensor input, Tensor gradient, boolean owned) {
        if (current != null && isCurrent(gradient)) {
            current = new Slot(current.gradient, false); // from now on somebody else reads it
        }
        if (!needs(input)) {
            return;
        }
        Slot slot = slots.get(input);
        if (slot != null) {
            slots.put(input, sum(slot, gradient));
        } else if (tape.parameterOf(input) != null) {
            into(
                    input,
                    target -> System.arraycopy(
                            gradient.array(), gradient.offset(), target.array(), target.offset(), gradient.size()));
        } else {
            slots.put(input, new Slot(gradient, owned));
        }
    }

    /**
     * The gradient for the backward half of the op that made {@code output}, which nobody can ask for any more unless {@code
     * watched}; null if the loss does not depend on it.
     */
    @Nullable Tensor begin(Tensor output, boolean watched) {
        Slot slot = watched ? slots.get(output) : slots.remove(output);
        current = slot == null || !watched ? slot : new Slot(slot.gradient, false);
        return slot == null ? null : slot.gradient;
    }

    @Nullable Tensor gradientOf(Tensor tensor) {
        Slot slot = slots.get(tensor);
        return slot == null ? null : slot.gradient;
    }

    /** The contiguous gradients; the places of parameters that nothing was written to get zeros. */
    float[] finish() {
        if (parameters != null) {
            for (Parameter parameter : parameters.list()) {
                if (!written.contains(parameter)) {
                    Arrays.fill(
                            parameterGradients,
                            parameter.offset(),
                            parameter.offset() + parameter.shape().size(),
                            0f);
                }
            }
        }
        return parameterGradients;
    }

    private Slot sum(Slot slot, Tensor more) {
        Tensor target = slot.owned ? slot.gradient : tape.allocate(more.shape());
        Tensor before = slot.gradient;
        Kernels.active()
                .pointwise()
                .binary(
                        Binary.ADD,
                        more.size(),
                        before.array(),
                        before.offset(),
                        more.array(),
                        more.offset(),
                        target.array(),
                        target.offset());
        return new Slot(target, true);
    }

    /** A gradient; {@code owned} if nobody else reads its array, so that more may be added in place. */
    private record Slot(Tensor gradient, boolean owned) {}
}

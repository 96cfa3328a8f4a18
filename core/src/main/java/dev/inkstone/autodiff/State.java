package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** A named tensor that training keeps but does not differentiate, for example a running mean. */
public final class State {
    private final String name;
    private final int offset;
    private final Tensor value;

    State(Parameters owner, String name, int offset, Shape shape) {
        this.name = name;
        this.offset = offset;
        this.value = Tensor.wrap(owner.states(), offset, shape);
    }

    /** Its path in the model, for example {@code bn1/running_mean}. */
    public String name() {
        return name;
    }

    /** The values as they are now: a view that later steps change. */
    public Tensor value() {
        return value;
    }

    /** The dimensions. */
    public Shape shape() {
        return value.shape();
    }

    /** Where it starts in the contiguous array of states. */
    public int offset() {
        return offset;
    }

    @Override
    public String toString() {
        return name + " " + shape();
    }
}

package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A named tensor that training keeps but does not differentiate, for example a running mean. */
public final class State {
    private final Parameters owner;
    private final String name;
    private final int offset;
    private final Shape shape;
    private @Nullable Tensor value;
    private boolean frozen;
    private boolean layerFrozen;

    State(Parameters owner, String name, int offset, Shape shape) {
        this.owner = owner;
        this.name = name;
        this.offset = offset;
        this.shape = shape;
    }

    /** Its path in the model, for example {@code bn1/running_mean}. */
    public String name() {
        return name;
    }

    /** The values as they are now: a view that later steps change. */
    public Tensor value() {
        if (value == null) {
            throw new IllegalStateException("state '" + name
                    + "': has no value yet, expected after the model is built; read it in forward, not in build");
        }
        return value;
    }

    /** The dimensions. */
    public Shape shape() {
        return shape;
    }

    Parameters owner() {
        return owner;
    }

    /** Where it starts in the contiguous array of states. */
    public int offset() {
        return offset;
    }

    /** Whether training leaves it as it is; see {@link Parameters#freeze}. */
    public boolean isFrozen() {
        return frozen || layerFrozen;
    }

    void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    void freezeWithLayer(boolean frozen) {
        this.layerFrozen = frozen;
    }

    void bind() {
        value = Tensor.wrap(owner.states(), offset, shape);
    }

    @Override
    public String toString() {
        return name + " " + shape();
    }
}

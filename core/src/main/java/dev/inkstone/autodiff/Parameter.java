package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** A named trainable tensor: a slice of the contiguous array of its {@link Parameters}. */
public final class Parameter {
    private final Parameters owner;
    private final String name;
    private final int offset;
    private final Tensor value;

    Parameter(Parameters owner, String name, int offset, Shape shape) {
        this.owner = owner;
        this.name = name;
        this.offset = offset;
        this.value = Tensor.wrap(owner.values(), offset, shape);
    }

    /** Its path in the model, for example {@code block1/conv/kernel}. */
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

    /** Where the parameter starts in the contiguous arrays of values, gradients and optimizer slots. */
    public int offset() {
        return offset;
    }

    /** The parameters that this one is a slice of. */
    public Parameters owner() {
        return owner;
    }

    @Override
    public String toString() {
        return name + " " + shape();
    }
}

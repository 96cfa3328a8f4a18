package dev.inkstone.autodiff;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A named trainable tensor: a slice of the contiguous array of its {@link Parameters}. */
public final class Parameter {
    private final Parameters owner;
    private final String name;
    private final int offset;
    private final Shape shape;
    private @Nullable Tensor value;
    private boolean frozen;

    Parameter(Parameters owner, String name, int offset, Shape shape) {
        this.owner = owner;
        this.name = name;
        this.offset = offset;
        this.shape = shape;
    }

    /** Its path in the model, for example {@code block1/conv/kernel}. */
    public String name() {
        return name;
    }

    /** The values as they are now: a view that later steps change. */
    public Tensor value() {
        if (value == null) {
            throw new IllegalStateException("parameter '" + name
                    + "': has no value yet, expected after the model is built; read it in forward, not in build");
        }
        return value;
    }

    /** The dimensions. */
    public Shape shape() {
        return shape;
    }

    /** Whether it is a kernel or a table: two axes or more, and not the {@code gamma} or {@code beta} of a norm. */
    public boolean isKernel() {
        return shape.rank() >= 2 && !name.endsWith("/gamma") && !name.endsWith("/beta");
    }

    /** Where the parameter starts in the contiguous arrays of values, gradients and optimizer slots. */
    public int offset() {
        return offset;
    }

    /** The parameters that this one is a slice of. */
    public Parameters owner() {
        return owner;
    }

    /** Whether it takes no part in the training; see {@link Parameters#freeze}. */
    public boolean isFrozen() {
        return frozen;
    }

    void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    void bind() {
        value = Tensor.wrap(owner.values(), offset, shape);
    }

    @Override
    public String toString() {
        return name + " " + shape();
    }
}

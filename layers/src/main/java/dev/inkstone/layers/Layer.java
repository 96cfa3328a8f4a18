package dev.inkstone.layers;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;

/** A layer of a built model: its parameters are allocated and its shapes known. Stateless beyond its parameters. */
public interface Layer {
    /** The shape of the output for one example, without the batch. */
    Shape outputShape();

    /**
     * The output for a batch. On a tape that does not record, all else that the layer allocated is given back when it returns:
     * {@link Tensor#copy()} what it shall keep.
     *
     * @param input {@code [batch, ...]} with the input shape that the layer was built for
     * @return {@code [batch, ...]} with {@link #outputShape()}; anything else is a {@link dev.inkstone.tensor.ShapeException}
     */
    Tensor forward(Tensor input, Tape tape);

    /** A layer from its two parts. */
    static Layer of(Shape outputShape, Forward forward) {
        return new Layer() {
            @Override
            public Shape outputShape() {
                return outputShape;
            }

            @Override
            public Tensor forward(Tensor input, Tape tape) {
                return forward.forward(input, tape);
            }
        };
    }

    /** The computation of a layer. */
    @FunctionalInterface
    interface Forward {
        /** The output for a batch. */
        Tensor forward(Tensor input, Tape tape);
    }
}

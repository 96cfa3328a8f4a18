package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.init.Initializer;
import dev.inkstone.layers.init.Uniform;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A learned vector for each index: {@code [...]} to {@code [..., dimension]}; parameter {@code table [vocabulary, dimension]}. The
 * inputs of a model are floats, so the indices come as whole numbers in a float tensor; one that is no whole number within 0 …
 * vocabulary − 1 is an error that says so. Indices have no gradient: an embedding stands at the start of a model.
 *
 * @param vocabulary how many indices there are; at most 2²⁴, as floats hold no larger whole numbers one by one
 * @param dimension the size of each vector
 * @param initializer null for uniform in [-0.05, 0.05), as in Keras
 */
public record Embedding(
        int vocabulary, int dimension, @Nullable Initializer initializer) implements LayerSpec {
    private static final int LARGEST = 1 << 24;

    /** @throws IllegalArgumentException if a size is out of range */
    public Embedding {
        Layers.positive("embedding", "vocabulary", vocabulary);
        Layers.positive("embedding", "dimension", dimension);
        if (vocabulary > LARGEST) {
            throw new IllegalArgumentException("embedding: vocabulary " + vocabulary + ", expected at most " + LARGEST
                    + ", the whole numbers that a float tells apart");
        }
    }

    /** The same with this initialiser of the table; default uniform in [-0.05, 0.05). */
    public Embedding initializer(Initializer initializer) {
        return new Embedding(vocabulary, dimension, initializer);
    }

    @Override
    public String kind() {
        return "embedding";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        Parameter table = context.parameter(
                "table", Shape.of(vocabulary, dimension), initializer == null ? new Uniform(-0.05, 0.05) : initializer);
        int[] dims = Arrays.copyOf(input.dims(), input.rank() + 1);
        dims[input.rank()] = dimension;
        return Layer.of(Shape.of(dims), (x, tape) -> dev.inkstone.ops.Embedding.embedding(tape, tape.use(table), x));
    }
}

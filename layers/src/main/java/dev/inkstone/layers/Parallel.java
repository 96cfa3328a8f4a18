package dev.inkstone.layers;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.Concat;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/**
 * Branches that all get the input, and whose outputs are put one behind the other (Szegedy et al., Going Deeper with
 * Convolutions, 2015). The outputs may differ in the size of that axis only.
 *
 * @param branches at least one; {@code sequential(...)} makes one of several layers, or of none for the input itself
 * @param axis of an example, along which the outputs are put together; negative ones count from the end
 */
public record Parallel(List<LayerSpec> branches, int axis) implements LayerSpec {
    /** @throws IllegalArgumentException if there is no branch */
    public Parallel {
        branches = List.copyOf(branches);
        if (branches.isEmpty()) {
            throw new IllegalArgumentException("parallel: no branches, expected at least one");
        }
    }

    /** The same put together along this axis of an example; default -1, the channels. */
    public Parallel axis(int axis) {
        return new Parallel(branches, axis);
    }

    @Override
    public Parallel defaultActivation(Activation activation) {
        return new Parallel(
                branches.stream()
                        .map(branch -> branch.defaultActivation(activation))
                        .toList(),
                axis);
    }

    @Override
    public String kind() {
        return "parallel";
    }

    @Override
    public Layer build(BuildContext context, Shape input) {
        List<Layer> built =
                branches.stream().map(branch -> context.child(branch, input)).toList();
        Shape output = Concat.outputShape(
                context.label("parallel"),
                axis,
                built.stream().map(Layer::outputShape).toList());
        int fromEnd = axis < 0 ? axis : axis - output.rank();
        return Layer.of(output, (x, tape) -> Concat.concat(tape, fromEnd, outputs(built, x, tape)));
    }

    private static Tensor[] outputs(List<Layer> branches, Tensor input, Tape tape) {
        return branches.stream().map(branch -> branch.forward(input, tape)).toArray(Tensor[]::new);
    }
}

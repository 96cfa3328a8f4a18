package dev.inkstone.layers;

import static dev.inkstone.ops.Add.add;
import static dev.inkstone.ops.Penalty.penalty;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.kernels.Kernels;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What the layers of a model want of their weights: penalties in the loss, and norms that are not exceeded. */
final class WeightRules {
    private final List<Penalized> penalties = new ArrayList<>();
    private final List<Limited> limits = new ArrayList<>();

    void penalize(Parameter parameter, double l1, double l2) {
        penalties.add(new Penalized(parameter, l1, l2));
    }

    void limitNorm(Parameter parameter, int outputs, double limit) {
        limits.add(new Limited(parameter, outputs, limit));
    }

    /** {@code loss} and all penalties, in the order of the layers. */
    Tensor penalized(Tensor loss, Tape tape) {
        Tensor sum = loss;
        for (Penalized p : penalties) {
            sum = add(tape, sum, penalty(tape, tape.use(p.parameter), p.l1, p.l2));
        }
        return sum;
    }

    /** Shortens what is too long. */
    void constrain() {
        for (Limited limited : limits) {
            Tensor w = limited.parameter.value();
            int columns = limited.outputs;
            if (!limited.parameter.isFrozen() && columns > 0) {
                int rows = w.size() / columns;
                Kernels.active().penalties().maxNorm(rows, columns, w.array(), w.offset(), limited.limit);
            }
        }
    }

    private record Penalized(Parameter parameter, double l1, double l2) {}

    private record Limited(Parameter parameter, int outputs, double limit) {}
}

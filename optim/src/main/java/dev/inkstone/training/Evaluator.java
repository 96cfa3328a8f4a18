package dev.inkstone.training;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.metrics.Metric;
import dev.inkstone.tensor.Tensor;
import java.util.List;

/** Means over data of any size in a bounded amount of memory: in the pieces of {@link Model#inferenceBatch}, whatever the batch size. */
final class Evaluator {
    private final Model model;
    private final Loss loss;
    private final List<Metric> metrics;

    Evaluator(Model model, Loss loss, List<Metric> metrics) {
        this.model = model;
        this.loss = loss;
        this.metrics = metrics;
    }

    /** Hears the mean loss of each piece while the piece can be read. */
    interface Listener {
        void evaluated(Batch piece, double loss);
    }

    Evaluation evaluate(Batches batches, Listener listener) {
        if (batches.size() == 0) {
            throw new IllegalArgumentException("evaluate: 0 examples, expected 1 or more");
        }
        Totals totals = new Totals(metrics);
        try (BatchIterator pieces = batches.inOrder(model.inferenceBatch()).epoch(0)) {
            while (pieces.hasNext()) {
                add(pieces.next(), totals, listener);
            }
        }
        return totals.means();
    }

    private void add(Batch piece, Totals totals, Listener listener) {
        try (Tape tape = Tape.inference()) {
            Tensor prediction = model.forward(piece.inputs(), tape);
            double mean =
                    model.penalized(loss.of(prediction, piece.targets()), tape).item();
            totals.add(mean, Scores.of(metrics, prediction, piece.targets()), piece.size(), 0);
            listener.evaluated(piece, mean);
        }
    }
}

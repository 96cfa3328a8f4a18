package dev.inkstone.mnist.plots;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.ConfusionMatrix;
import dev.inkstone.ops.Softmax;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * How a model does on some data, found in one pass and in an amount of memory that does not grow with the data.
 *
 * @param matrix how many examples of each class were taken for which
 * @param surest the mistakes that the model was surest of, the surest first
 */
public record Review(ConfusionMatrix matrix, List<Mistake> surest) {
    /** The surest first, then in the order of the data. */
    private static final Comparator<Mistake> ORDER = Comparator.comparingDouble(
                    (Mistake mistake) -> Double.isNaN(mistake.probability()) ? 1 : -mistake.probability())
            .thenComparingInt(Mistake::index);

    /** Keeps a copy of the list. */
    public Review {
        surest = List.copyOf(surest);
    }

    /**
     * Looks at all of the data, in inference mode.
     *
     * @param model gives logits, or probabilities
     * @param data with class labels
     * @param most how many mistakes to keep
     * @throws IllegalArgumentException if there are no examples, or a label is no class
     * @throws ShapeException if the data are not what the model takes, or it does not give a value for each class
     */
    public static Review of(Model model, Dataset data, int most) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("review: 0 examples, expected 1 or more");
        }
        if (model.outputShape().rank() != 1 || model.outputShape().dim(0) < 2) {
            throw new ShapeException("review: a model that gives " + model.outputShape()
                    + ", expected logits [classes] of two classes or more; end the model with dense(classes)");
        }
        Collector collector = new Collector(most);
        try (BatchIterator pieces = data.batches(model.inferenceBatch()).epoch(0)) {
            while (pieces.hasNext()) {
                Batch piece = pieces.next();
                try (Tape tape = Tape.inference()) {
                    collector.add(model.forward(piece.inputs(), tape), piece, tape);
                }
            }
        }
        return collector.review();
    }

    /** How many examples are wrong or have no answer. */
    public long mistakes() {
        long right = 0;
        for (int i = 0; i < matrix.classes(); i++) {
            right += matrix.count(i, i);
        }
        return matrix.total() - right;
    }

    /** What is known after some pieces of the data. */
    private static final class Collector {
        private final int most;
        private final PriorityQueue<Mistake> kept = new PriorityQueue<>(ORDER.reversed());
        private @Nullable ConfusionMatrix matrix;
        private int seen;

        Collector(int most) {
            this.most = most;
        }

        void add(Tensor logits, Batch piece, Tape tape) {
            ConfusionMatrix here = ConfusionMatrix.of(logits, piece.targets());
            matrix = matrix == null ? here : matrix.plus(here);
            Tensor probabilities = tape.makerOfProbabilities(logits) == null ? Softmax.softmax(tape, logits) : logits;
            for (int i = 0; i < piece.size(); i++) {
                int predicted = largest(logits, i);
                int actual = piece.labels().get(i);
                if (predicted != actual) {
                    double probability = predicted < 0 ? Double.NaN : probabilities.get(i, predicted);
                    keep(new Mistake(seen + i, actual, predicted, probability));
                }
            }
            seen += piece.size();
        }

        private void keep(Mistake mistake) {
            kept.add(mistake);
            if (kept.size() > most) {
                kept.remove();
            }
        }

        Review review() {
            List<Mistake> mistakes = new ArrayList<>(kept);
            mistakes.sort(ORDER);
            return new Review(java.util.Objects.requireNonNull(matrix), mistakes);
        }
    }

    /** The class with the largest logit, the first of several; -1 if all are NaN. The confusion matrix counts by the same rule. */
    private static int largest(Tensor logits, int row) {
        int best = -1;
        for (int i = 0; i < logits.shape().dim(1); i++) {
            float logit = logits.get(row, i);
            if (!Float.isNaN(logit) && (best < 0 || logit > logits.get(row, best))) {
                best = i;
            }
        }
        return best;
    }
}

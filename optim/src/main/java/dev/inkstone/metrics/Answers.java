package dev.inkstone.metrics;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Targets;
import dev.inkstone.tensor.Tensor;
import java.util.function.BiConsumer;

/** What a model answers to data of any size, in the pieces of {@link Model#inferenceBatch}, so in a bounded amount of memory. */
final class Answers {
    private Answers() {}

    /** Tells predictions and targets of piece after piece; the predictions can be read until {@code sink} returns. */
    static void of(String what, Model model, Dataset data, BiConsumer<Tensor, Targets> sink) {
        if (data.size() == 0) {
            throw new IllegalArgumentException(what + ": 0 examples, expected 1 or more");
        }
        try (BatchIterator pieces = Batches.of(data, model.inferenceBatch()).epoch(0)) {
            while (pieces.hasNext()) {
                Batch piece = pieces.next();
                try (Tape tape = Tape.inference()) {
                    sink.accept(model.forward(piece.inputs(), tape), piece.targets());
                }
            }
        }
    }
}

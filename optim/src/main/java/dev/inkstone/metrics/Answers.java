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
import java.util.function.BiPredicate;

/** What a model answers to data of any size, in the pieces of {@link Model#inferenceBatch}, so in a bounded amount of memory. */
final class Answers {
    private Answers() {}

    /** Tells predictions and targets of piece after piece; the predictions can be read until {@code sink} returns. */
    static void of(String what, Model model, Dataset data, BiConsumer<Tensor, Targets> sink) {
        whileWanted(what, model, data, (predictions, targets) -> {
            sink.accept(predictions, targets);
            return true;
        });
    }

    /** The same until {@code sink} says that it needs no more. */
    static void whileWanted(String what, Model model, Dataset data, BiPredicate<Tensor, Targets> sink) {
        if (data.size() == 0) {
            throw new IllegalArgumentException(what + ": 0 examples, expected 1 or more");
        }
        try (BatchIterator pieces = Batches.of(data, model.inferenceBatch()).epoch(0)) {
            boolean wanted = true;
            while (wanted && pieces.hasNext()) {
                Batch piece = pieces.next();
                try (Tape tape = Tape.inference()) {
                    wanted = sink.test(model.forward(piece.inputs(), tape), piece.targets());
                }
            }
        }
    }
}

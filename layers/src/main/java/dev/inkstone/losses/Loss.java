package dev.inkstone.losses;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Tensor;

/**
 * What training minimises: the mean over the examples of the global batch.
 *
 * <p>A loss of your own is best made by {@link #mean} of what each example loses. It then takes account of the weights of examples,
 * and adds up to the whole where a batch is cut into shards or accumulated, as the built-in ones do:
 *
 * <pre>{@code
 * Loss relative = Loss.mean((tape, prediction, targets) -> {
 *     Tensor error = abs(tape, subtract(tape, prediction, targets.values()));                // [batch, 1]
 *     return reshape(tape, divide(tape, error, abs(tape, targets.values())), -1);            // [batch]
 * });
 * }</pre>
 *
 * <p>Who implements {@link #of(Tensor, Targets)} must see to that: multiply by {@link Targets#weights}, and divide the sum not by the
 * size of the piece at hand but by {@code Tape.of(prediction).position().globalBatch()} where that is not 0.
 */
@FunctionalInterface
public interface Loss {
    /**
     * The loss as a scalar on the tape that made {@code prediction}.
     *
     * @param prediction the output of {@code model.forward(inputs, tape)}
     * @param targets what it should have been
     */
    Tensor of(Tensor prediction, Targets targets);

    /**
     * A loss that is the mean of the losses of the single examples, each times the weight of its example: their sum divided by the
     * size of the global batch. A batch in pieces (shards, accumulated batches) has the gradients of the whole.
     *
     * @param losses of the examples
     */
    static Loss mean(PerExample losses) {
        return new MeanLoss(losses);
    }

    /** What each example of a batch loses; must be safe to call from several threads. */
    @FunctionalInterface
    interface PerExample {
        /**
         * The losses {@code [batch]}, computed by ops on {@code tape}; {@link Targets#weights} are left alone.
         *
         * @param tape on which the forward pass ran
         * @param prediction {@code [batch, …]}, the output of the model
         * @param targets of the same examples
         */
        Tensor of(Tape tape, Tensor prediction, Targets targets);
    }

    /**
     * As {@link #of(Tensor, Targets)} for one class index of each example.
     *
     * @param labels {@code [batch]}
     */
    default Tensor of(Tensor prediction, IntTensor labels) {
        return of(prediction, Targets.of(labels));
    }

    /**
     * As {@link #of(Tensor, Targets)} for values.
     *
     * @param values {@code [batch, …]}
     */
    default Tensor of(Tensor prediction, Tensor values) {
        return of(prediction, Targets.of(values));
    }
}

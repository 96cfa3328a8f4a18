package dev.inkstone.training;

import dev.inkstone.autodiff.Parameters;
import dev.inkstone.data.Batches;
import org.jspecify.annotations.Nullable;

/** What a trainer asks of the arguments of a fit, and of the progress that it is to go on from. */
final class FitChecks {
    private FitChecks() {}

    static void examples(Batches train, @Nullable Batches validation) {
        if (train.size() == 0) {
            throw new IllegalArgumentException("trainer: 0 training examples, expected 1 or more;"
                    + " look at what split, filter or take left of them");
        }
        if (validation != null && validation.size() == 0) {
            throw new IllegalArgumentException(
                    "trainer: 0 validation examples, expected 1 or more; without validation pass null");
        }
    }

    static void trainable(Parameters parameters) {
        if (parameters.count() == 0) {
            throw new IllegalStateException(
                    "trainer: the model has no parameters, expected one at least to train; build it with"
                            + " layers that have some, such as dense(…)");
        }
        if (parameters.frozenCount() == parameters.count()) {
            throw new IllegalStateException(
                    "trainer: all " + parameters.count()
                            + " parameters of the model are frozen, expected one at least to train; call model.unfreeze(path -> …)");
        }
    }

    static void count(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("trainer: " + what + " " + value + ", expected 0 or more");
        }
    }

    static void same(String what, Object saved, Object own) {
        if (!saved.equals(own)) {
            throw new IllegalArgumentException("trainer: progress of a run with " + what + " " + saved + ", expected "
                    + own + " as this trainer has; build it with the settings of the run");
        }
    }
}

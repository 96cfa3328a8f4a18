package dev.inkstone.estimator;

import dev.inkstone.layers.Model;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Monitor;
import dev.inkstone.training.Snapshot;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import org.jspecify.annotations.Nullable;

/** Stops a run whose score is good enough, and keeps the weights that have it: those with the best loss may be others. */
final class TargetScore implements Callback {
    private final Monitor score;
    private final double target;
    private @Nullable Snapshot reached;

    /** @param target null for none */
    TargetScore(Monitor score, @Nullable Double target) {
        this.score = score;
        this.target = target == null ? Double.POSITIVE_INFINITY : target;
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        Double value = score.valueIn(event);
        if (value != null && value >= target && reached == null) {
            reached = Snapshot.of(trainer.model());
            trainer.stop(score.name() + " " + value + " has reached the target " + target);
        }
    }

    /** The weights that reached the target, if some did. */
    void restore(Model model) {
        if (reached != null) {
            reached.restore(model);
        }
    }
}

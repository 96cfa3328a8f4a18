package dev.inkstone.training;

import dev.inkstone.training.doctor.Diagnosis;
import java.util.Map;

/**
 * What a {@link Callback} is told. Epochs and steps count from 1 and over all calls of {@code fit} and {@code fitSteps}: step
 * 550 is the one after which 550 optimizer steps have been made.
 */
public sealed interface TrainingEvent {
    /** Steps made so far. */
    long step();

    /**
     * A call of {@code fit} or {@code fitSteps} begins.
     *
     * @param step steps made before
     * @param stepsPerEpoch steps in an epoch: its batches, or with {@link TrainerBuilder#accumulate} the groups of them
     */
    record TrainingStarted(long step, int stepsPerEpoch) implements TrainingEvent {}

    /**
     * An epoch begins; not told again when a run goes on within an epoch.
     *
     * @param step steps made before
     * @param epoch the first is 1
     */
    record EpochStarted(long step, int epoch) implements TrainingEvent {}

    /**
     * A step has been made, on one batch or, with {@link TrainerBuilder#accumulate}, on some.
     *
     * @param step the first is 1
     * @param epoch the first is 1
     * @param batchInEpoch its last batch; the first of the epoch is 1
     * @param loss mean over its examples, before the step
     * @param metrics of its examples, before the step and in training mode
     * @param learningRate of the step
     * @param examples in all its batches
     * @param elapsedNanos time of this step, from reading its first batch to the updated parameters
     */
    record StepEnded(
            long step,
            int epoch,
            int batchInEpoch,
            double loss,
            Map<String, Double> metrics,
            double learningRate,
            int examples,
            long elapsedNanos)
            implements TrainingEvent {}

    /**
     * The training doctor has found something wrong. Told as soon as it is found: before the step, the validation or the end of the
     * run that it concerns.
     *
     * @param step steps made
     * @param diagnosis what, where, and what to do
     */
    record Diagnosed(long step, Diagnosis diagnosis) implements TrainingEvent {}

    /**
     * The validation data have been evaluated: at the end of each epoch, and where {@code validateEverySteps} says so.
     *
     * @param step steps made
     * @param epoch the running epoch, the first is 1
     * @param evaluation on the validation data
     */
    record Validated(long step, int epoch, Evaluation evaluation) implements TrainingEvent {}

    /**
     * An epoch has ended, and has been validated.
     *
     * @param epochRecord what happened in it
     */
    record EpochEnded(EpochRecord epochRecord) implements TrainingEvent {
        @Override
        public long step() {
            return epochRecord.step();
        }

        /** The epoch that ended; the first is 1. */
        public int epoch() {
            return epochRecord.epoch();
        }
    }

    /**
     * All callbacks have heard all about a step (that it ended, was validated, ended an epoch). A checkpoint is taken here: only
     * here, and outside {@code fit}, does {@link Trainer#progress()} tell all that a resumed run needs.
     *
     * @param step steps made
     * @param epoch the epoch of the step, the first is 1
     * @param epochEnded whether the step was the last one of its epoch
     */
    record StepSettled(long step, int epoch, boolean epochEnded) implements TrainingEvent {}

    /**
     * A call of {@code fit} or {@code fitSteps} ends; best weights have not been restored yet for callbacks that stand before
     * the one that restores them. Not told by a fit that throws.
     *
     * @param step steps made
     * @param reason why: that of {@link Trainer#stop}, else that the requested epochs or steps are done
     * @param stopped whether the run was stopped before that
     */
    record TrainingEnded(long step, String reason, boolean stopped) implements TrainingEvent {}
}

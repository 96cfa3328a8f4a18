package dev.inkstone.training;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.data.Batch;
import dev.inkstone.data.BatchIterator;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metric;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.doctor.Checkup;
import dev.inkstone.training.doctor.Diagnosis;
import dev.inkstone.training.doctor.Doctor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The training loop. Every call of {@link #fit} or {@link #fitSteps} goes on where the last one stopped: steps and epochs count
 * over all calls, and an epoch that was left in the middle is finished first.
 *
 * <p>Deterministic: parameters and history (but for times) are a function of model, settings, data and the calls made, not of the
 * number of threads. One thread at a time may use a trainer; only {@link #stop} may come from another one.
 */
public final class Trainer {
    private static final System.Logger LOG = System.getLogger(Trainer.class.getName());
    private static final String NO_STEPS =
            "fit makes no steps: the run was stopped after step {0} ({1}) before this call,"
                    + " by trainer.stop or in the checkpoint that was restored; call fit again to go on all the same";

    private final Model model;
    private final Optimizer optimizer;
    private final List<Metric> metrics;
    private final Listeners listeners;
    private final int shards;
    private final int accumulate;
    private final int validateEvery;
    private final long seed;
    private final @Nullable Checkup checkup;
    private final TrainingStep trainingStep;
    private final Evaluator evaluator;
    private final Claim claim = new Claim();
    private final Journal journal;

    private long step;
    private int epoch;
    private int batchInEpoch;
    private Progress.@Nullable Data data;
    private Phase phase = Phase.SETTLED;
    private int epochOfStep;
    private boolean epochEnds;
    private @Nullable String stopReason;
    private final AtomicReference<@Nullable String> requestedStop = new AtomicReference<>();

    /** How far the latest step has got; where a callback threw, the next fit goes on from there. */
    private enum Phase {
        /** The parameters have changed, and callbacks may have heard of it. */
        STEPPED,
        /** Validated, if that was due. */
        VALIDATED,
        /** The epoch has ended, if this was its last step. */
        EPOCH_ENDED,
        /** Nothing is left to do but to hear of that. */
        SETTLED
    }

    Trainer(TrainerBuilder settings) {
        this.model = settings.model;
        this.optimizer = TrainerBuilder.required(settings.optimizer, "optimizer", "Adam.withLearningRate(1e-3)");
        this.metrics = settings.metrics;
        this.listeners = new Listeners(settings.callbacks);
        this.shards = settings.shards;
        this.accumulate = settings.accumulate;
        this.validateEvery = settings.validateEvery;
        this.seed = settings.seed;
        var loss = TrainerBuilder.required(settings.loss, "loss", "softmaxCrossEntropy()");
        Doctor doctor = settings.doctor;
        this.checkup = doctor == null ? null : doctor.checkup(model, loss, this::diagnosed);
        this.trainingStep = new TrainingStep(model, loss, this::update, metrics, shards, checkup);
        this.evaluator = new Evaluator(model, loss, metrics);
        this.journal = new Journal(metrics);
    }

    /** A trainer of {@code model}; needs at least a loss and an optimizer. */
    public static TrainerBuilder of(Model model) {
        return new TrainerBuilder(model);
    }

    /**
     * Trains until {@code epochsMore} more epochs have ended (one that was begun before counts), or the run is stopped. With 0 it
     * only tells the callbacks of its beginning and end. A run that may be restored from a checkpoint wants {@link #fitUntil}.
     *
     * @param train the training batches; each epoch takes all of them
     * @param validation evaluated at the end of each epoch; null for none
     * @return all that happened so far, in earlier calls too
     * @throws IllegalArgumentException if there are no training examples, an epoch was begun with other batches, or a callback
     *     monitors what will not be told ({@link Monitoring})
     * @throws IllegalStateException if all parameters are frozen, or there are none
     */
    public History fit(Batches train, @Nullable Batches validation, int epochsMore) {
        FitChecks.count("epochs", epochsMore);
        return claim.during(
                "fit",
                () -> run(train, validation, epoch + (long) epochsMore, Long.MAX_VALUE, epochsMore + " epochs done"));
    }

    /** As {@link #fit(Batches, Batches, int)} without validation. */
    public History fit(Batches train, int epochsMore) {
        return fit(train, null, epochsMore);
    }

    /**
     * Trains until {@code epochs} epochs have ended in all, over all calls and, where a checkpoint was restored, over all processes;
     * or the run is stopped. If they just have, it only tells the callbacks of its beginning and end; if the run is beyond
     * them, it does nothing. So a program that restores the latest checkpoint and calls this, once or several times with other data or
     * other layers frozen, ends with the same bits, however often it was killed.
     *
     * @param train the training batches; each epoch takes all of them
     * @param validation evaluated at the end of each epoch; null for none
     * @return all that happened so far, in earlier calls too
     * @throws IllegalArgumentException as {@link #fit(Batches, Batches, int)}
     * @throws IllegalStateException as {@link #fit(Batches, Batches, int)}
     */
    public History fitUntil(Batches train, @Nullable Batches validation, int epochs) {
        FitChecks.count("epochs", epochs);
        return claim.during("fitUntil", () -> {
            boolean beyond = epoch > epochs || epoch == epochs && batchInEpoch > 0;
            return beyond && phase == Phase.SETTLED
                    ? history()
                    : run(train, validation, epochs, Long.MAX_VALUE, epochs + " epochs done");
        });
    }

    /** As {@link #fitUntil(Batches, Batches, int)} without validation. */
    public History fitUntil(Batches train, int epochs) {
        return fitUntil(train, null, epochs);
    }

    /**
     * Makes {@code stepsMore} more steps, from epoch to epoch, or fewer if the run is stopped; {@code Long.MAX_VALUE} goes on
     * until it is.
     *
     * @param train the training batches
     * @param validation evaluated at the end of each epoch and as {@code validateEverySteps} says; null for none
     * @return all that happened so far, in earlier calls too
     * @throws IllegalArgumentException as {@link #fit(Batches, Batches, int)}
     * @throws IllegalStateException as {@link #fit(Batches, Batches, int)}
     */
    public History fitSteps(Batches train, @Nullable Batches validation, long stepsMore) {
        FitChecks.count("steps", stepsMore);
        return claim.during(
                "fitSteps",
                () -> run(
                        train,
                        validation,
                        Long.MAX_VALUE,
                        step + Math.min(stepsMore, Long.MAX_VALUE - step),
                        stepsMore + " steps done"));
    }

    /**
     * Mean loss and metrics over the examples of {@code batches}, whose size and order do not matter, in inference mode and a
     * bounded amount of memory. Callbacks may call it.
     */
    public Evaluation evaluate(Batches batches) {
        Supplier<Evaluation> evaluation = () -> evaluator.evaluate(batches, (piece, loss) -> {});
        return claim.isHeldByThisThread() ? evaluation.get() : claim.during("evaluate", evaluation);
    }

    /** As {@link #evaluate(Batches)}. */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data.batches(1));
    }

    /**
     * Ends the running fit after the current step has been settled, or else the next fit before its first. From any thread.
     *
     * <p>A progress taken after this call belongs to a run that is over: a trainer restored from it makes no more steps in its next
     * fit, and says so in the log; the fit after that goes on. To interrupt a run that shall go on later, take the progress before.
     *
     * @param reason for {@link History#stopReason()}
     */
    public void stop(String reason) {
        requestedStop.set(reason);
    }

    private History run(Batches train, @Nullable Batches validation, long lastEpoch, long lastStep, String done) {
        begin(train, validation);
        String over = requestedStop.get();
        if (over != null && epoch < lastEpoch && step < lastStep) {
            LOG.log(System.Logger.Level.INFO, NO_STEPS, Long.toString(step), over);
        }
        tell(new TrainingEvent.TrainingStarted(step, (train.stepsPerEpoch() - 1) / accumulate + 1));
        if (checkup != null) {
            checkup.begin(step, train, validation, shards);
        }
        if (phase != Phase.SETTLED) { // a callback threw in the middle of the last step
            settle(validation);
        }
        while (requestedStop.get() == null && epoch < lastEpoch && step < lastStep) {
            someOfAnEpoch(train, validation, lastStep);
        }
        String reason = requestedStop.getAndSet(null);
        stopReason = reason;
        tell(new TrainingEvent.TrainingEnded(step, reason == null ? done : reason, reason != null));
        return history();
    }

    private void begin(Batches train, @Nullable Batches validation) {
        FitChecks.examples(train, validation);
        Progress.Data now = new Progress.Data(train.size(), train.batchSize(), train.seed());
        if (batchInEpoch > 0 && !now.equals(data)) {
            throw new IllegalArgumentException("trainer: batches of " + now + ", expected those with which epoch "
                    + (epoch + 1) + " was begun, " + data + "; finish the epoch with them");
        }
        listeners.check(metrics, validation != null);
        FitChecks.trainable(model.parameters());
        data = now;
        stopReason = null;
    }

    private void someOfAnEpoch(Batches train, @Nullable Batches validation, long lastStep) {
        int running = epoch;
        if (batchInEpoch == 0) {
            tell(new TrainingEvent.EpochStarted(step, epoch + 1));
            if (checkup != null) {
                checkup.epochBegins();
            }
        }
        try (BatchIterator batches = train.epoch(epoch, batchInEpoch)) {
            while (epoch == running && step < lastStep && requestedStop.get() == null) {
                if (oneStep(batches, train)) {
                    settle(validation);
                }
            }
        }
    }

    /** All that follows a step, or what is left of it. A phase is over before callbacks hear of it: no event is told twice. */
    private void settle(@Nullable Batches validation) {
        if (phase == Phase.STEPPED) {
            validateIfDue(validation);
        }
        if (phase == Phase.VALIDATED) {
            endEpochIfDue();
        }
        phase = Phase.SETTLED;
        tell(new TrainingEvent.StepSettled(step, epochOfStep, epochEnds));
    }

    /** Whether the step was made: one whose loss or gradient is no number is not, and ends the run. */
    private boolean oneStep(BatchIterator batches, Batches train) {
        long start = System.nanoTime();
        double learningRate = optimizer.learningRate();
        int count = Math.min(accumulate, train.stepsPerEpoch() - batchInEpoch);
        long first = (long) batchInEpoch * train.batchSize();
        int examples = (int) (Math.min(first + (long) count * train.batchSize(), train.size()) - first);
        TrainingStep.Result result = onBatches(batches, count, examples);
        Diagnosis refusal = result.refusal();
        if (refusal != null) {
            stop(refusal.message());
            return false;
        }
        long nanos = System.nanoTime() - start;
        step++;
        batchInEpoch += count;
        phase = Phase.STEPPED;
        epochOfStep = epoch + 1;
        epochEnds = batchInEpoch == train.stepsPerEpoch();
        journal.add(result, examples, nanos);
        Map<String, Double> means = result.scores().values();
        tell(new TrainingEvent.StepEnded(
                step, epoch + 1, batchInEpoch, result.loss(), means, learningRate, examples, nanos));
        if (checkup != null) {
            checkup.stepped(result.loss(), examples, learningRate);
        }
        return true;
    }

    private void update(Gradients gradients) {
        listeners.tell(gradients, this);
        optimizer.step(model, gradients);
    }

    private TrainingStep.Result onBatches(BatchIterator batches, int count, int examples) {
        if (accumulate > 1) {
            return trainingStep.run(batches, count, examples, seed, step);
        }
        Batch batch = batches.next();
        return trainingStep.run(batch, batch.position().at(seed, step));
    }

    private void validateIfDue(@Nullable Batches validation) {
        if (validation == null || !(epochEnds || (validateEvery > 0 && step % validateEvery == 0))) {
            phase = Phase.VALIDATED;
            return;
        }
        listeners.withAveragedWeights(model, () -> {
            Evaluation evaluation = validate(validation);
            phase = Phase.VALIDATED;
            journal.add(new ValidationRecord(step, epoch + 1, evaluation));
            tell(new TrainingEvent.Validated(step, epoch + 1, evaluation));
        });
    }

    private Evaluation validate(Batches validation) {
        if (checkup == null) {
            return evaluator.evaluate(validation, (piece, loss) -> {});
        }
        Evaluation evaluation = evaluator.evaluate(validation, checkup::validates);
        checkup.validated();
        return evaluation;
    }

    private void endEpochIfDue() {
        phase = Phase.EPOCH_ENDED;
        if (epochEnds) {
            EpochRecord ended = journal.endEpoch(epoch + 1, step);
            epoch++;
            batchInEpoch = 0;
            tell(new TrainingEvent.EpochEnded(ended));
        }
    }

    private void diagnosed(Diagnosis diagnosis) {
        journal.add(diagnosis);
        tell(new TrainingEvent.Diagnosed(step, diagnosis));
    }

    private void tell(TrainingEvent event) {
        listeners.tell(event, this);
    }

    /** The model that is trained. */
    public Model model() {
        return model;
    }

    /** What makes the steps. */
    public Optimizer optimizer() {
        return optimizer;
    }

    /** What is measured besides the loss. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** What the randomness of the steps depends on. */
    public long seed() {
        return seed;
    }

    /** Steps made so far. */
    public long step() {
        return step;
    }

    /** Epochs finished so far. */
    public int epoch() {
        return epoch;
    }

    /** What happened so far in the epoch that was begun, without validation; null between epochs. */
    public @Nullable EpochRecord begunEpoch() {
        return batchInEpoch == 0 ? null : journal.begun(epoch + 1, step);
    }

    /** What happened so far. */
    public History history() {
        String requested = requestedStop.get();
        return journal.history(requested == null ? stopReason : requested);
    }

    /**
     * Where the run stands: with the weights and states of the model, the optimizer's state and {@link #arrays()}, all that is
     * needed to go on.
     *
     * @throws IllegalStateException within an event other than {@code StepSettled}: some callbacks have not heard all yet
     */
    public Progress progress() {
        if (phase != Phase.SETTLED) {
            throw new IllegalStateException("trainer: progress in the middle of step " + step
                    + ", expected when all callbacks have heard of it; "
                    + (claim.isHeldByThisThread()
                            ? "ask in the event StepSettled, or outside fit"
                            : "one of them threw, fit(…, 0) tells the others"));
        }
        return new Progress(
                seed, shards, step, epoch, batchInEpoch, journal.sums(), data, history(), listeners.states());
    }

    /** The arrays that callbacks remember (best weights), by {@code <key of the callback>/<name>}; not copies. */
    public Map<String, float[]> arrays() {
        return listeners.arrays();
    }

    /** As {@link #restore(Progress, Map)} where no callback remembers arrays. */
    public void restore(Progress progress) {
        restore(progress, Map.of());
    }

    /**
     * Goes on where {@code progress} was taken; model and optimizer are restored on their own. If the run had been stopped, the
     * next fit ends at once and says so in the log; the one after that goes on.
     *
     * @param arrays as {@link #arrays()} returned them
     * @throws IllegalArgumentException if seed, shards, metrics or (amid an epoch) accumulate differ from those of the run, or
     *     something is missing; nothing is changed then
     * @throws IllegalStateException while a fit is running
     */
    public void restore(Progress progress, Map<String, float[]> arrays) {
        claim.during("restore", () -> {
            FitChecks.same("seed", progress.seed(), seed);
            FitChecks.same("shards", progress.shards(), shards);
            sameAccumulate(progress);
            FitChecks.same(
                    "metrics",
                    progress.running().metrics().keySet(),
                    journal.sums().metrics().keySet());
            Totals running = journal.totals(progress.running());
            listeners.restore(progress.callbacks(), arrays);
            take(progress, running);
            return step;
        });
    }

    /** All steps of the begun epoch took equally many batches: only the last one of an epoch may take fewer. */
    private void sameAccumulate(Progress progress) {
        if (progress.batchInEpoch() > 0) {
            int ended = progress.epoch();
            long before =
                    ended == 0 ? 0 : progress.history().epochs().get(ended - 1).step();
            FitChecks.same(
                    "accumulate", progress.batchInEpoch() / Math.max(1, progress.step() - before), (long) accumulate);
        }
    }

    private void take(Progress progress, Totals running) {
        step = progress.step();
        epoch = progress.epoch();
        batchInEpoch = progress.batchInEpoch();
        data = progress.data();
        journal.restore(progress.history(), running);
        if (checkup != null) {
            checkup.remember(progress.history().diagnoses());
        }
        stopReason = null;
        requestedStop.set(progress.history().stopReason());
        phase = Phase.SETTLED;
    }
}

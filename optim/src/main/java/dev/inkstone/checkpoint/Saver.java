package dev.inkstone.checkpoint;

import dev.inkstone.layers.Model;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Monitor;
import dev.inkstone.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Saves models and training runs as safetensors files, and restores them: all or nothing.
 *
 * <pre>{@code
 * Saver saver = Saver.in(Path.of("runs/cnn")).keepLast(3);
 * Trainer trainer = Trainer.of(model)… .callbacks(saver.everyEpochs(1), saver.keepBest("val_accuracy")).build();
 * saver.restoreLatest(trainer);                          // goes on where an earlier run stopped, if there was one
 * trainer.fit(…);
 * Saver.saveModel(model, Path.of("model.safetensors"));  // layers and weights: loadModel needs nothing else
 * }</pre>
 *
 * <p>A folder belongs to one run: {@code ckpt-<step>.safetensors}, {@code best.safetensors} and, where several best models are kept,
 * {@code best-<step>.safetensors}. Files appear whole or not at all,
 * and carry checksums. Equal states give equal bytes. Immutable; not for several threads or processes on one folder.
 */
public final class Saver {
    private static final System.Logger LOG = System.getLogger(Saver.class.getName());

    private final CheckpointFolder folder;
    private final int keep;
    private final SpecRegistry registry;
    private final InstantSource clock;

    private Saver(CheckpointFolder folder, int keep, SpecRegistry registry, InstantSource clock) {
        this.folder = folder;
        this.keep = keep;
        this.registry = registry;
        this.clock = clock;
    }

    /** A saver for the run in {@code folder}, which is made when the first file is written. */
    public static Saver in(Path folder) {
        return new Saver(new CheckpointFolder(folder), 3, SpecRegistry.builtIn(), Clock.systemUTC());
    }

    /**
     * The same, keeping this many checkpoints: saving another one deletes the oldest. Default 3.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Saver keepLast(int checkpoints) {
        if (checkpoints < 1) {
            throw new IllegalArgumentException("saver: keep the last " + checkpoints + ", expected 1 or more");
        }
        return new Saver(folder, checkpoints, registry, clock);
    }

    /** The same with names for layers of your own. */
    public Saver registry(SpecRegistry registry) {
        return new Saver(folder, keep, registry, clock);
    }

    /** The same with another clock for {@link #every(Duration)}; default that of the system. */
    public Saver clock(InstantSource clock) {
        return new Saver(folder, keep, registry, clock);
    }

    /**
     * Saves all that the run needs to go on: weights, states, optimizer, progress. A file of the same step is replaced.
     *
     * @return {@code <folder>/ckpt-<step>.safetensors}
     * @throws IllegalStateException in a callback on another event than {@code StepSettled}
     * @throws IllegalArgumentException if the model holds a layer that is not registered
     * @throws CheckpointException if the folder holds a checkpoint of a later step, which would be taken for the latest
     */
    public Path save(Trainer trainer) throws IOException {
        Safetensors.Builder file = RunFile.write(trainer, registry);
        begin(trainer.step());
        Path path = folder.checkpoint(trainer.step());
        file.write(path);
        folder.thin(trainer.step(), keep);
        return path;
    }

    /**
     * The checkpoint with the highest step that is whole; damaged ones are passed over with a warning.
     *
     * @throws CheckpointException if there are checkpoints, but all are damaged
     */
    public Optional<Path> latestCheckpoint() throws IOException {
        return folder.latest();
    }

    /**
     * Goes on where {@code checkpoint} was saved: model, optimizer and trainer are as they were then.
     *
     * @throws CheckpointException if the file is damaged, or the trainer is not built as that of the run was (layers, kind of
     *     optimizer, seed, shards); then nothing has changed
     * @throws IllegalStateException while a fit is running
     */
    public void restore(Trainer trainer, Path checkpoint) throws IOException {
        RunFile.restore(checkpoint, trainer, registry);
    }

    /**
     * Goes on from the {@link #latestCheckpoint}, if there is one.
     *
     * @return whether there was one
     * @throws CheckpointException as {@link #restore(Trainer, Path)}
     */
    public boolean restoreLatest(Trainer trainer) throws IOException {
        Optional<Path> latest = latestCheckpoint();
        if (latest.isPresent()) {
            restore(trainer, latest.get());
        }
        return latest.isPresent();
    }

    /**
     * Saves after every {@code steps}-th step. A fit fails at its start if the folder holds the checkpoints of a run that has
     * come further, and with an {@link java.io.UncheckedIOException} where saving fails.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Callback everySteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("saver: every " + steps + " steps, expected 1 or more");
        }
        return new SaveRegularly(this, steps, 0);
    }

    /** Saves at the end of every {@code epochs}-th epoch, otherwise as {@link #everySteps}. */
    public Callback everyEpochs(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("saver: every " + epochs + " epochs, expected 1 or more");
        }
        return new SaveRegularly(this, 0, epochs);
    }

    /**
     * Saves after the first step at whose end {@code interval} or more has passed since the last time, or since the fit began: {@code
     * saver.every(Duration.ofMinutes(10))}. Otherwise as {@link #everySteps}. Which steps are saved depends on the machine; what the
     * run computes does not.
     *
     * @throws IllegalArgumentException if the interval is not positive
     */
    public Callback every(Duration interval) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("saver: every " + interval + ", expected more than no time");
        }
        return new SaveByTime(this, interval, clock);
    }

    /**
     * Saves the model as {@code best.safetensors} whenever {@code monitored} is better than before. One for each folder.
     *
     * @param monitored {@code "val_accuracy"}, {@code "val_loss"}, …; see {@link Monitor#of} for its direction
     */
    public Callback keepBest(String monitored) {
        return keepBest(Monitor.of(monitored));
    }

    /** As {@link #keepBest(String)} with a direction. */
    public Callback keepBest(Monitor monitor) {
        return keepBest(monitor, 1);
    }

    /**
     * As {@link #keepBest(String)}, and saves each of the {@code models} best ones as {@code best-<step>.safetensors} too: to choose
     * between them, or to average what they predict.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Callback keepBest(String monitored, int models) {
        return keepBest(Monitor.of(monitored), models);
    }

    /** As {@link #keepBest(String, int)} with a direction. */
    public Callback keepBest(Monitor monitor, int models) {
        if (models < 1) {
            throw new IllegalArgumentException("saver: keep the best " + models + ", expected 1 or more");
        }
        return new KeepBest(this, folder, monitor, models);
    }

    /**
     * The weights and states that {@link #keepBest} saved, into {@code model}.
     *
     * @throws CheckpointException if there are none or they do not fit; the model is unchanged then
     */
    public void restoreBest(Model model) throws IOException {
        restore(model, bestModel());
    }

    /** Where {@link #keepBest} saves the best one: a model file. */
    public Path bestModel() {
        return folder.best();
    }

    /**
     * The models that {@link #keepBest(String, int)} saved, the best first, of equally good ones the earlier; {@link #bestModel} alone
     * where one was to be kept; none before the first.
     *
     * @throws CheckpointException if one is damaged
     */
    public List<Path> bestModels() throws IOException {
        return folder.bestModels();
    }

    /** Deletes all checkpoints and best models of the folder, to begin a new run in it; other files stay. */
    public void clear() throws IOException {
        folder.clear();
    }

    /**
     * Saves layers, weights and states in one file.
     *
     * @throws IllegalArgumentException if the model holds a layer of your own; pass the registry that knows it
     */
    public static void saveModel(Model model, Path file) throws IOException {
        saveModel(model, file, SpecRegistry.builtIn());
    }

    /** As {@link #saveModel(Model, Path)} with names for layers of your own. */
    public static void saveModel(Model model, Path file, SpecRegistry registry) throws IOException {
        saveModel(model, file, registry, Precision.F32);
    }

    /**
     * As {@link #saveModel(Model, Path)} with weights rounded to a precision: 16 bits make a file of half the size, from which
     * {@link #loadModel(Path)} and {@link #restore(Model, Path)} make float32 weights again. States, such as the running
     * statistics of batch norm, stay float32: they are few, and a variance may be beyond the range of F16.
     *
     * @throws IllegalArgumentException if a weight is beyond the range of the precision, or the model holds a layer of your own
     */
    public static void saveModel(Model model, Path file, Precision precision) throws IOException {
        saveModel(model, file, SpecRegistry.builtIn(), precision);
    }

    /** As {@link #saveModel(Model, Path, Precision)} with names for layers of your own. */
    public static void saveModel(Model model, Path file, SpecRegistry registry, Precision precision)
            throws IOException {
        ModelFile.write(model, registry, "model", precision).write(file);
    }

    /**
     * The model that was saved by {@link #saveModel}, {@link #keepBest} or as part of a checkpoint, from the file alone.
     *
     * @throws CheckpointException if the file is damaged, or describes no model that can be built here
     */
    public static Model loadModel(Path file) throws IOException {
        return loadModel(file, SpecRegistry.builtIn());
    }

    /** As {@link #loadModel(Path)} with names for layers of your own. */
    public static Model loadModel(Path file, SpecRegistry registry) throws IOException {
        return ModelFile.load(file, registry);
    }

    /**
     * All weights and states of a file into a model that has the same, by their names.
     *
     * @throws CheckpointException listing all that is missing, too much or of another shape; the model is unchanged then
     */
    public static void restore(Model model, Path file) throws IOException {
        ModelFile.restore(ModelFile.read(file), model);
    }

    /**
     * The weights and states of a file that the model has too, by name and shape: to start from another model's layers.
     *
     * @return what was taken and what was not
     * @throws CheckpointException if the file cannot be read; the model is unchanged then
     */
    public static Restored restoreMatching(Model model, Path file) throws IOException {
        return ModelFile.restoreMatching(ModelFile.read(file), model, name -> true);
    }

    /**
     * As {@link #restoreMatching(Model, Path)} of those names only that {@code names} accepts: {@code name -> name.startsWith("conv")}
     * takes the convolutions and leaves a last layer alone that happens to have the shape of the old one.
     *
     * @return of the accepted names, what was taken and what was not
     * @throws CheckpointException if the file cannot be read; the model is unchanged then
     * @throws IllegalArgumentException if nothing is accepted; the message lists what the file holds
     */
    public static Restored restoreMatching(Model model, Path file, Predicate<String> names) throws IOException {
        return ModelFile.restoreMatching(ModelFile.read(file), model, names);
    }

    /** As {@link #save}, unless weights are NaN or infinite: they would take the place of good ones. */
    void saveIfFinite(Trainer trainer) throws IOException {
        if (trainer.model().parameters().areFinite()) {
            save(trainer);
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no checkpoint at step {0}: weights are NaN or infinite; go on from the latest one",
                    Long.toString(trainer.step()));
        }
    }

    /** What is left of dead writers goes; a later run's checkpoints must not be there. */
    void begin(long step) throws IOException {
        folder.sweep();
        folder.expectNothingAfter(step);
    }

    /** One of the best models, and why it is. */
    Safetensors.Builder best(Model model, String monitored, boolean higherIsBetter, double value, long step) {
        return ModelFile.write(model, registry, "model")
                .metadata(CheckpointFolder.STEP, Long.toString(step))
                .metadata("inkstone.monitored", monitored)
                .metadata(CheckpointFolder.BETTER, higherIsBetter ? "higher" : "lower")
                .metadata(CheckpointFolder.VALUE, JsonWriter.number(value).text());
    }
}

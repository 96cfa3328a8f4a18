package dev.inkstone.tensorboard;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Mistake;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.GradientCallback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training run in TensorBoard, as it goes on: {@code .callbacks(tensorBoard(Path.of("logs/run1")))}, then {@code tensorboard
 * --logdir logs}. Training and validation are two runs, {@code train} and {@code validation} in the folder, so that their curves lie
 * over each other:
 *
 * <ul>
 *   <li>{@code step/loss}, {@code step/<metric>}: of single training batches, every 10 steps; of the validation data, at each
 *       validation. Of training also {@code step/learning_rate} and {@code step/examples_per_second}
 *   <li>{@code epoch/loss}, {@code epoch/<metric>}: over all examples of an epoch, of both
 *   <li>{@code weights/<parameter>} and {@code gradients/<parameter>}: histograms at the start (weights) and after each epoch, the
 *       gradients being those of its last step, before any clipping
 *   <li>{@code filters/<kernel>}: images of convolutions, at the start and after each epoch
 *   <li>{@code mistakes}: images that are taken for another class, see {@link #mistakes}
 *   <li>the graph of the layers, and {@code model}, their table
 * </ul>
 *
 * <p>All are over steps. A run that goes on from a checkpoint goes on in a new file of the same folder, and what the run before had
 * written after the checkpoint is not shown; a new run in the folder hides an old one. Writing is not part of any training time and
 * changes no bit of the training. Settings are immutable; an object serves one trainer at a time.
 */
public final class TensorBoard implements GradientCallback {
    private static final int MISTAKES = 36;

    private final Path folder;
    private final int scalarSteps;
    /** 0 for after each epoch, -1 for none. */
    private final int histogramSteps;

    private final boolean filters;
    private final @Nullable MistakeGrid mistakes;

    private final Run train;
    private final Run validation;
    private int stepsPerEpoch;
    private long epochEnd;

    private TensorBoard(
            Path folder, int scalarSteps, int histogramSteps, boolean filters, @Nullable MistakeGrid mistakes) {
        this.folder = folder;
        this.scalarSteps = scalarSteps;
        this.histogramSteps = histogramSteps;
        this.filters = filters;
        this.mistakes = mistakes;
        this.train = new Run(folder.resolve("train"));
        this.validation = new Run(folder.resolve("validation"));
    }

    /** Shows the run in {@code folder}, which is made if it is missing. */
    public static TensorBoard tensorBoard(Path folder) {
        return new TensorBoard(folder, 10, 0, true, null);
    }

    /** The same with a point of {@code step/…} every {@code steps} training steps; default 10. */
    public TensorBoard scalarsEverySteps(int steps) {
        return new TensorBoard(folder, positive("scalars", steps), histogramSteps, filters, mistakes);
    }

    /** The same with histograms every {@code steps} steps; default after each epoch. */
    public TensorBoard histogramsEverySteps(int steps) {
        return new TensorBoard(folder, scalarSteps, positive("histograms", steps), filters, mistakes);
    }

    /** The same without histograms. */
    public TensorBoard withoutHistograms() {
        return new TensorBoard(folder, scalarSteps, -1, filters, mistakes);
    }

    /** The same without images of filters. */
    public TensorBoard withoutFilters() {
        return new TensorBoard(folder, scalarSteps, histogramSteps, false, mistakes);
    }

    /**
     * The same with up to 36 images of {@code data}, the first in its order that the model takes for another class, after each epoch:
     * over each the class that it is, in green, and the class it is taken for, in red. Finding them takes as long as predicting
     * {@code data}, or less.
     *
     * @param data images {@code [height, width, 1 or 3]} with values from 0 to 1
     * @throws dev.inkstone.tensor.ShapeException if they are no such images
     */
    public TensorBoard mistakes(Dataset data) {
        return mistakes(data, MISTAKES);
    }

    /** As {@link #mistakes(Dataset)} with up to {@code most} images. */
    public TensorBoard mistakes(Dataset data, int most) {
        return new TensorBoard(folder, scalarSteps, histogramSteps, filters, new MistakeGrid(data, most));
    }

    private static int positive(String what, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "tensorboard: " + what + " every " + steps + " steps, expected 1 or more");
        }
        return steps;
    }

    /** Deletes the event files that earlier runs have left in the folder, to begin a new one; other files stay. */
    public void clear() {
        train.clear();
        validation.clear();
    }

    @Override
    public void on(TrainingEvent event, Trainer trainer) {
        if (event instanceof TrainingEvent.TrainingStarted started) {
            start(started, trainer);
        } else if (event instanceof TrainingEvent.StepEnded ended) {
            stepEnded(ended, trainer.model());
        } else if (event instanceof TrainingEvent.Validated validated) {
            validation.scalars("step/", validated.evaluation(), validated.step());
        } else if (event instanceof TrainingEvent.EpochEnded ended) {
            epochEnded(ended, trainer.model());
        } else if (event instanceof TrainingEvent.TrainingEnded) {
            train.close();
            validation.close();
        }
    }

    private void start(TrainingEvent.TrainingStarted started, Trainer trainer) {
        Model model = trainer.model();
        stepsPerEpoch = started.stepsPerEpoch();
        List<EpochRecord> epochs = trainer.history().epochs(); // the running one may have been begun by an earlier fit
        epochEnd = stepsPerEpoch
                + (epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).step());
        long first = started.step() == 0 ? 0 : started.step() + 1;
        train.start(first);
        validation.start(first);
        SummaryWriter writer = train.writer();
        if (Files.isDirectory(validation.folder())) {
            validation.writer(); // hides what an earlier run wrote from here on
        }
        if (first == 0) {
            writer.graph(model);
            writer.text("model", "```\n" + model.summary() + "```\n", 0);
            if (histogramSteps >= 0) {
                weights(model, 0);
            }
            filters(model, 0);
        }
    }

    /** Of the step to be made. */
    @Override
    public void onGradients(Gradients gradients, Trainer trainer) {
        long step = trainer.step() + 1;
        if (histogramsAreDue(step)) {
            for (Parameter parameter : trainer.model().parameters().list()) {
                if (!parameter.isFrozen()) {
                    train.writer().histogram("gradients/" + parameter.name(), gradients.of(parameter), step);
                }
            }
        }
    }

    private void stepEnded(TrainingEvent.StepEnded ended, Model model) {
        if (ended.step() % scalarSteps == 0) {
            Evaluation batch = new Evaluation(ended.loss(), ended.metrics(), ended.examples());
            train.scalars("step/", batch, ended.step());
            double perSecond = ended.examples() * 1e9 / Math.max(1, ended.elapsedNanos());
            train.writer().scalar("step/learning_rate", ended.learningRate(), ended.step());
            train.writer().scalar("step/examples_per_second", perSecond, ended.step());
        }
        if (histogramsAreDue(ended.step())) {
            weights(model, ended.step());
        }
    }

    private boolean histogramsAreDue(long step) {
        return histogramSteps == 0 ? step == epochEnd : histogramSteps > 0 && step % histogramSteps == 0;
    }

    private void weights(Model model, long step) {
        for (Parameter parameter : model.parameters().list()) {
            train.writer().histogram("weights/" + parameter.name(), parameter.value(), step);
        }
    }

    private void epochEnded(TrainingEvent.EpochEnded ended, Model model) {
        epochEnd = ended.step() + stepsPerEpoch;
        train.scalars("epoch/", ended.epochRecord().training(), ended.step());
        Evaluation validated = ended.epochRecord().validation();
        if (validated != null) {
            validation.scalars("epoch/", validated, ended.step());
        }
        filters(model, ended.step());
        if (mistakes != null) {
            Picture picture = mistakes.draw(Mistake.first(mistakes.most(), model, mistakes.data()));
            train.writer().pictures("mistakes", MistakeGrid.DESCRIPTION, ended.step(), picture);
        }
    }

    private void filters(Model model, long step) {
        for (Parameter parameter : model.parameters().list()) {
            if (filters && Filters.shows(parameter)) {
                train.writer().pictures("filters/" + parameter.name(), "", step, Filters.of(parameter.value()));
            }
        }
    }
}

package dev.inkstone.mnist;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Callbacks;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;
import dev.inkstone.training.TrainingEvent;
import dev.inkstone.training.WeightAverage;
import dev.inkstone.training.doctor.Symptom;
import java.awt.AWTError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training run, from its options to the files in its folder.
 *
 * @param options that decide the result
 * @param folder for checkpoints and results
 * @param checkpointSteps a checkpoint after each so many steps; 0 for only after each epoch
 * @param resume whether to go on with the run in the folder
 * @param tensorBoard whether TensorBoard shall be able to show the run
 * @param plots whether to draw plots at the end
 * @param quiet whether to show the final result only
 */
record TrainingRun(
        RunOptions options,
        RunFolder folder,
        int checkpointSteps,
        boolean resume,
        boolean tensorBoard,
        boolean plots,
        boolean quiet) {
    private static final String BEST = "val_accuracy";

    /** Trains and writes the results; returns the exit code. */
    int run() throws IOException, InterruptedException, BadInputException {
        Clock clock = new Clock();
        try (FileChannel claim = folder.claim();
                Interruption interruption = Interruption.watch();
                Screen screen = Screen.standardOutput(quiet)) {
            assert claim.isOpen();
            Mnist mnist = Mnist.read(options); // before anything of an earlier run in the folder is deleted
            if (!resume) {
                folder.begin(options);
            }
            return train(mnist, clock, interruption, screen);
        }
    }

    private int train(Mnist mnist, Clock clock, Interruption interruption, Screen screen)
            throws IOException, BadInputException {
        Recipe recipe = Recipe.named(options.model());
        Batches batches = recipe.augmented(mnist.train(), options.seed())
                .shuffled(options.seed())
                .batches(options.batch());
        long steps = options.totalSteps(batches.stepsPerEpoch());

        WeightAverage average = recipe.average();
        TestAccuracy test = new TestAccuracy(mnist.test(), average);
        EarlyStopping stopping = stopping(recipe);
        Checkpoints checkpoints = new Checkpoints(folder.saver(), checkpointSteps, steps, interruption);
        List<Callback> callbacks =
                new ArrayList<>(List.of(clock, new TrainingLog(screen, batches.stepsPerEpoch(), steps), test));
        if (average != null) {
            callbacks.add(average);
        }
        if (stopping != null) {
            callbacks.addAll(List.of(stopping, folder.saver().keepBest(BEST)));
        }
        if (tensorBoard) {
            Dataset validation = mnist.validation();
            callbacks.add(validation.size() > 0 ? folder.tensorBoard().mistakes(validation) : folder.tensorBoard());
        }
        callbacks.add(checkpoints);

        Trainer trainer = trainer(recipe, steps, callbacks);
        Results results = new Results(options, folder, trainer, stopping, test, mnist, clock);
        screen.line(results.heading(recipe, batches));
        if (resume && folder.saver().restoreLatest(trainer)) {
            screen.line("going on after step " + trainer.step());
        }
        fit(trainer, batches, mnist, steps, callbacks);
        if (checkpoints.interrupted()) {
            screen.result("interrupted after step " + trainer.step() + "; to go on: train --resume"
                    + (checkpointSteps == 0 ? "" : " --checkpoint-steps " + checkpointSteps) + " --out "
                    + folder.path());
            return Main.FAILURE;
        }
        if (average != null && (stopping == null || stopping.bestStep() == 0)) { // a best one is an average already
            average.applyTo(trainer.model());
        }
        Saver.saveModel(trainer.model(), folder.model());
        screen.result(results.write());
        if (plots && !interruption.isRequested()) {
            draw(trainer, batches.stepsPerEpoch(), mnist, screen);
        }
        return brokeOff(trainer) ? Main.FAILURE : Main.SUCCESS;
    }

    /** Whether a loss that is no number ended the run, which is then told of also where there is no screen. */
    private static boolean brokeOff(Trainer trainer) {
        String reason = trainer.history().stopReason();
        boolean broken = reason != null
                && trainer.history().diagnoses().stream()
                        .anyMatch(d -> d.symptom() == Symptom.NON_FINITE && d.step() == trainer.step());
        if (broken) {
            System.err.println("error: training has ended at step " + trainer.step() + ": " + reason);
        }
        return broken;
    }

    private Trainer trainer(Recipe recipe, long steps, List<Callback> callbacks) {
        TrainerBuilder settings = Trainer.of(Model.build(DigitModel.INPUT, options.seed(), recipe.layers()))
                .loss(softmaxCrossEntropy())
                .optimizer(recipe.optimizer(options.learningRate(), steps))
                .metrics(accuracy())
                .callbacks(callbacks.toArray(new Callback[0]));
        return options.validateEvery() == 0
                ? settings.build()
                : settings.validateEverySteps(options.validateEvery()).build();
    }

    /** What ends a run early or keeps its best weights; null if there is nothing to do. */
    private @Nullable EarlyStopping stopping(Recipe recipe) {
        if (options.validation() == 0 || !recipe.restoresBest() && options.patience() == 0) {
            return null;
        }
        return Callbacks.earlyStopping(BEST)
                .patienceSteps(options.patience() == 0 ? Long.MAX_VALUE : options.patience())
                .restoreBest();
    }

    /** The run is complete without plots, so where they cannot be drawn (a JRE may lack fonts) it says so and is a success. */
    private void draw(Trainer trainer, int stepsPerEpoch, Mnist mnist, Screen screen) {
        try {
            folder.plots().draw(history(trainer), stepsPerEpoch, trainer.model(), mnist);
            screen.line("plots " + folder.plots().folder().path());
        } catch (Exception | LinkageError | VirtualMachineError | AWTError e) {
            System.err.println("warning: no plots, for drawing them failed: " + e);
        }
    }

    /** With the epoch in which {@code --steps} ended the run. */
    private static History history(Trainer trainer) {
        History history = trainer.history();
        List<EpochRecord> epochs = new ArrayList<>(history.epochs());
        if (trainer.begunEpoch() != null) {
            epochs.add(trainer.begunEpoch());
        }
        return new History(epochs, history.validations(), history.stopReason());
    }

    /** Makes the steps that are left. */
    private static void fit(Trainer trainer, Batches train, Mnist mnist, long steps, List<Callback> callbacks) {
        if (trainer.step() < steps) {
            Batches validation =
                    mnist.validation().size() == 0 ? null : mnist.validation().batches(100);
            trainer.fitSteps(train, validation, steps - trainer.step());
        } else {
            // Nothing is left, but an early stopping restores the best weights only when it hears of the end.
            TrainingEvent end = new TrainingEvent.TrainingEnded(trainer.step(), "all done before", false);
            callbacks.stream().filter(EarlyStopping.class::isInstance).forEach(callback -> callback.on(end, trainer));
        }
    }
}

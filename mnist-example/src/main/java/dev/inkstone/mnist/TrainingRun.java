package dev.inkstone.mnist;

import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.training.Metrics.accuracy;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.training.Callback;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One training run, from its options to the files in its folder. */
final class TrainingRun {
    private final RunOptions options;
    private final Clock clock;
    private final Screen screen;
    private final Model model;
    private final Mnist mnist;
    private final Batches train;
    private final TestAccuracy testAccuracy;
    private final Checkpoints checkpoints;
    private final @Nullable EarlyStopping earlyStopping;
    private final Trainer trainer;

    private TrainingRun(RunOptions options, Mnist mnist, Checkpoints checkpoints, Clock clock, Screen screen)
            throws BadInputException {
        Recipe recipe = Recipe.named(options.model());
        this.options = options;
        this.clock = clock;
        this.screen = screen;
        this.mnist = mnist;
        this.model = Model.build(DigitModel.INPUT, options.seed(), recipe.layers());
        this.train = mnist.train().shuffled(options.seed()).batches(options.batch());
        this.testAccuracy = new TestAccuracy(mnist.test());
        this.checkpoints = checkpoints;
        this.earlyStopping = recipe.earlyStopping() == null ? null : recipe.earlyStopping().get();
        this.trainer = Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(recipe.optimizer().apply(options.learningRate()))
                .metrics(accuracy())
                .callbacks(callbacks())
                .build();
    }

    /**
     * Trains, or goes on training, and writes the results.
     *
     * @param checkpointSteps a checkpoint after each so many steps; 0 for only after each epoch
     * @param resume whether to go on with the run in the folder
     * @return the exit code
     */
    static int run(RunOptions options, RunFolder folder, int checkpointSteps, boolean resume, boolean quiet)
            throws IOException, InterruptedException, BadInputException {
        Clock clock = new Clock();
        try (var claim = folder.claim();
                Interruption interruption = Interruption.watch();
                Screen screen = Screen.standardOutput(quiet)) {
            if (!resume) {
                folder.begin(options);
            }
            Mnist mnist = Mnist.read(options);
            Checkpoints checkpoints = new Checkpoints(folder.checkpoints(), checkpointSteps, interruption);
            TrainingRun run = new TrainingRun(options, mnist, checkpoints, clock, screen);
            return run.train(resume, folder);
        }
    }

    private Callback[] callbacks() {
        List<Callback> callbacks = new ArrayList<>(List.of(clock, new TrainingLog(screen, train.stepsPerEpoch(), options.totalSteps(train.stepsPerEpoch()))));
        callbacks.add(testAccuracy);
        if (earlyStopping != null) {
            callbacks.add(earlyStopping);
        }
        callbacks.add(checkpoints);
        return callbacks.toArray(new Callback[0]);
    }

    private int train(boolean resume, RunFolder folder) throws IOException {
        Results results = new Results(options, model, trainer, testAccuracy, mnist, clock);
        screen.line(results.heading(folder, train));
        if (resume) {
            checkpoints.restore(trainer);
            screen.line("resuming after step " + trainer.step());
        }
        fit();
        if (checkpoints.interrupted()) {
            screen.result("interrupted after step " + trainer.step() + "; train --resume --out " + folder.path() + " goes on");
            return Main.FAILURE;
        }
        checkpoints.saveModel(model, folder.model());
        screen.result(results.write(folder));
        return Main.SUCCESS;
    }

    /** What is left to train. */
    private void fit() {
        Batches validation = mnist.validation().size() == 0 ? null : mnist.validation().batches(100);
        long left = options.totalSteps(train.stepsPerEpoch()) - trainer.step();
        if (left > 0) {
            trainer.fitSteps(train, validation, left);
        } else if (earlyStopping != null) { // it has the best weights, and waits for the end
            earlyStopping.on(new TrainingEvent.TrainingEnded(trainer.step(), "all done before", false), trainer);
        }
    }
}

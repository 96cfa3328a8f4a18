import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.StoppingRules.generalizationLoss;
import static dev.inkstone.training.StoppingRules.progressQuotient;
import static dev.inkstone.training.StoppingRules.successiveRises;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.mnist.Mnist;
import dev.inkstone.optim.Adam;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Callback;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.History;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.util.Locale;

/** One run, and where each rule stops it. Argument: how many epochs a run has that nobody stops, default 100. */
public class EarlyStoppingRules {
    static final Mnist MNIST = Mnist.bundled();
    static int epochs = 100;

    public static void main(String[] arguments) {
        epochs = arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]);
        EarlyStopping loss = earlyStopping("val_loss").restoreBest();
        run("never", loss.patienceEpochs(1_000_000));
        run("patience of 3 epochs", loss.patienceEpochs(3));
        run("patience of 10 epochs", loss.patienceEpochs(10));
        run("GL 2", loss.when(generalizationLoss(2)));
        run("GL 5", loss.when(generalizationLoss(5)));
        run("PQ 0.5", loss.when(progressQuotient(0.5)));
        run("PQ 0.75", loss.when(progressQuotient(0.75)));
        run("UP 2", loss.when(successiveRises(2)));
        run("UP 4", loss.when(successiveRises(4)));
        run("accuracy, patience of 10 epochs", earlyStopping("val_accuracy").patienceEpochs(10).restoreBest());
    }

    /** Prints a row: the epoch that was the last one, the best one, and the test accuracies of both. */
    static void run(String rule, EarlyStopping stopping) {
        Dataset train = MNIST.train().take(2000);
        double[] last = new double[1];
        Callback beforeTheBestIsRestored = (event, trainer) -> {
            if (event instanceof TrainingEvent.TrainingEnded) {
                last[0] = 100 * trainer.evaluate(MNIST.test()).value("accuracy");
            }
        };
        Model model = Model.build(
                Shape.of(28, 28, 1), 1L,
                flatten(),
                dense(300).activation(RELU), dropout(0.5),
                dense(100).activation(RELU), dropout(0.5),
                dense(10));
        Trainer trainer = Trainer.of(model)
                .loss(softmaxCrossEntropy()).optimizer(Adam.withLearningRate(1e-3)).metrics(accuracy())
                .callbacks(beforeTheBestIsRestored, stopping)
                .build();
        History history = trainer.fit(train.shuffled(1L).batches(50), MNIST.validation().batches(1000), epochs);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %d | %.4f | %.2f |%n",
                rule,
                trainer.epoch(),
                last[0],
                stopping.bestStep() / 40,
                trainer.evaluate(MNIST.validation()).loss(),
                100 * trainer.evaluate(MNIST.test()).value("accuracy"));
        System.err.println(rule + ": " + history.stopReason());
    }
}

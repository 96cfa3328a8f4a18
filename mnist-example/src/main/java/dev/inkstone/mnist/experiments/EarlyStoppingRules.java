package dev.inkstone.mnist.experiments;

import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.StoppingRules.generalizationLoss;
import static dev.inkstone.training.StoppingRules.progressQuotient;
import static dev.inkstone.training.StoppingRules.successiveRises;

import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.training.Callback;
import dev.inkstone.training.EarlyStopping;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where each rule of early stopping ends one and the same run, and what the network knows then. A table for each seed. */
final class EarlyStoppingRules implements Experiment {
    private static final int BATCH = 50;
    private static final int FOR_EVER = 1_000_000;

    private static final Contender NETWORK = new Contender(
            "784-300-100-10",
            sequential(
                    flatten(),
                    dense(300).activation(RELU),
                    dropout(0.5),
                    dense(100).activation(RELU),
                    dropout(0.5),
                    dense(10)),
            () -> Adam.withLearningRate(1e-3),
            BATCH);

    @Override
    public String name() {
        return "early-stopping";
    }

    @Override
    public int images() {
        return 2000;
    }

    @Override
    public int epochs() {
        return 100;
    }

    @Override
    public int seeds() {
        return 1;
    }

    @Override
    public void run(Setting setting) {
        for (long seed : Figures.seeds(setting.seeds())) {
            String rules = setting.seeds() == 1 ? "rule" : "rule, seed " + seed;
            setting.out()
                    .println(Figures.heading(
                            rules,
                            "stops after epoch",
                            "test accuracy then, %",
                            "best epoch",
                            "its validation loss",
                            "its test accuracy, %"));
            rules().forEach((name, rule) -> setting.out().println(row(name, rule, setting, seed)));
        }
    }

    private static Map<String, EarlyStopping> rules() {
        EarlyStopping loss = earlyStopping("val_loss").restoreBest();
        Map<String, EarlyStopping> rules = new LinkedHashMap<>();
        rules.put("never", loss.patienceEpochs(FOR_EVER));
        rules.put("patience of 3 epochs", loss.patienceEpochs(3));
        rules.put("patience of 10 epochs", loss.patienceEpochs(10));
        rules.put("GL 2", loss.when(generalizationLoss(2)));
        rules.put("GL 5", loss.when(generalizationLoss(5)));
        rules.put("PQ 0.5", loss.when(progressQuotient(0.5)));
        rules.put("PQ 0.75", loss.when(progressQuotient(0.75)));
        rules.put("UP 2", loss.when(successiveRises(2)));
        rules.put("UP 4", loss.when(successiveRises(4)));
        rules.put(
                "accuracy, patience of 10 epochs",
                earlyStopping("val_accuracy").patienceEpochs(10).restoreBest());
        return rules;
    }

    /** The epoch that was the last one, the best one, and how good the network is after both. */
    private static String row(String name, EarlyStopping rule, Setting setting, long seed) {
        double[] last = new double[1];
        Callback beforeTheBestIsRestored = (event, trainer) -> {
            if (event instanceof TrainingEvent.TrainingEnded) {
                last[0] = trainer.evaluate(setting.test()).value("accuracy");
            }
        };
        Model model = NETWORK.model(setting, seed);
        Trainer trainer = NETWORK.train(model, setting, beforeTheBestIsRestored, rule);
        long stepsPerEpoch = trainer.step() / trainer.epoch();
        return Figures.row(
                name,
                trainer.epoch(),
                Figures.percent(last[0]),
                rule.bestStep() / stepsPerEpoch,
                String.format(
                        Locale.ROOT,
                        "%.4f",
                        trainer.evaluate(setting.validation()).loss()),
                Figures.percent(trainer.evaluate(setting.test()).value("accuracy")));
    }
}

package dev.inkstone.mnist.experiments;

import static dev.inkstone.layers.Layers.alphaDropout;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.SELU;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.losses.Loss;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What each regularisation does for a network that learns from 1,000 digits; each seed draws others from the training images. */
final class Regularization implements Experiment {
    private static final int FEW = 1000;
    private static final int BATCH = 50;
    private static final UnaryOperator<LayerSpec> PLAIN = layer -> layer;
    private static final Supplier<Optimizer> ADAM = () -> Adam.withLearningRate(1e-3);

    @Override
    public String name() {
        return "regularization";
    }

    /** From which the few are drawn. */
    @Override
    public int images() {
        return 55_000;
    }

    @Override
    public int epochs() {
        return 30;
    }

    @Override
    public int seeds() {
        return 5;
    }

    @Override
    public void run(Setting setting) {
        setting.out().println(Figures.heading("regularisation", "training accuracy, %", "validation, %", "test, %"));
        for (Way way : ways()) {
            setting.out().println(way.row(setting));
        }
    }

    private static List<Way> ways() {
        Loss loss = softmaxCrossEntropy();
        Loss smooth = softmaxCrossEntropy().labelSmoothing(0.2);
        Supplier<Optimizer> decay = () -> AdamW.withLearningRate(1e-3).weightDecay(1);
        return List.of(
                new Way("none", mlp(PLAIN), loss, ADAM),
                new Way("L1, 1e-5", mlp(layer -> layer.regularized(1e-5, 0)), loss, ADAM),
                new Way("L2, 1e-4", mlp(layer -> layer.regularized(0, 1e-4)), loss, ADAM),
                new Way("L1 and L2, 3e-5 and 3e-4", mlp(layer -> layer.regularized(3e-5, 3e-4)), loss, ADAM),
                new Way("max-norm 1", mlp(layer -> layer.maxNorm(1)), loss, ADAM),
                new Way("weight decay 1 (AdamW)", mlp(PLAIN), loss, decay),
                new Way("dropout 0.3", mlp(PLAIN, dropout(0.3)), loss, ADAM),
                new Way("label smoothing 0.2", mlp(PLAIN), smooth, ADAM),
                new Way("dropout 0.3, label smoothing 0.2", mlp(PLAIN, dropout(0.3)), smooth, ADAM),
                new Way("SELU, none", selu(), loss, ADAM),
                new Way("SELU, alpha dropout 0.3", selu(alphaDropout(0.3)), loss, ADAM));
    }

    /** 784-300-100-10, each layer of weights as {@code weights} says, and {@code after} behind the hidden ones. */
    private static Sequential mlp(UnaryOperator<LayerSpec> weights, LayerSpec... after) {
        return sequential(
                flatten(),
                weights.apply(dense(300).activation(RELU)),
                sequential(after),
                weights.apply(dense(100).activation(RELU)),
                sequential(after),
                weights.apply(dense(10)));
    }

    private static Sequential selu(LayerSpec... after) {
        return sequential(
                flatten(),
                dense(300).activation(SELU),
                sequential(after),
                dense(100).activation(SELU),
                sequential(after),
                dense(10));
    }

    /** A network with one way to keep it from learning by heart. */
    private record Way(String name, Sequential layers, Loss loss, Supplier<Optimizer> optimizer) {
        /** Accuracy on the images that were learnt, on those that validate and, with its deviation, on those that test. */
        String row(Setting setting) {
            List<Double> train = new ArrayList<>();
            List<Double> validation = new ArrayList<>();
            List<Double> test = new ArrayList<>();
            for (long seed : Figures.seeds(setting.seeds())) {
                Dataset all = setting.train().permuted(seed);
                Dataset few = all.take(Math.min(FEW, all.size()));
                Trainer trainer = trained(few, setting, seed);
                train.add(trainer.evaluate(few).value("accuracy"));
                validation.add(trainer.evaluate(setting.validation()).value("accuracy"));
                test.add(trainer.evaluate(setting.test()).value("accuracy"));
            }
            return Figures.row(
                    name,
                    Figures.percent(Figures.mean(train)),
                    Figures.percent(Figures.mean(validation)),
                    Figures.percent(test));
        }

        private Trainer trained(Dataset few, Setting setting, long seed) {
            Trainer trainer = Trainer.of(Model.build(few.inputShape(), seed, layers))
                    .loss(loss)
                    .optimizer(optimizer.get())
                    .metrics(accuracy())
                    .build();
            trainer.fit(few.shuffled(seed).batches(Math.min(BATCH, few.size())), setting.epochs());
            return trainer;
        }
    }
}

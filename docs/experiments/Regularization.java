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
import dev.inkstone.mnist.Mnist;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.AdamW;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Trainer;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What each regularisation does for a network that learns from 1,000 digits. Argument: how many seeds, default 1. */
public class Regularization {
    static final Mnist MNIST = Mnist.bundled();
    static final UnaryOperator<LayerSpec> PLAIN = layer -> layer;
    static int seeds = 1;

    public static void main(String[] arguments) {
        seeds = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        Loss loss = softmaxCrossEntropy();
        Loss smooth = softmaxCrossEntropy().labelSmoothing(0.2);
        Supplier<Optimizer> adam = () -> Adam.withLearningRate(1e-3);
        measure("none", mlp(PLAIN), loss, adam);
        measure("L1, 1e-5", mlp(layer -> layer.regularized(1e-5, 0)), loss, adam);
        measure("L2, 1e-4", mlp(layer -> layer.regularized(0, 1e-4)), loss, adam);
        measure("L1 and L2, 3e-5 and 3e-4", mlp(layer -> layer.regularized(3e-5, 3e-4)), loss, adam);
        measure("max-norm 1", mlp(layer -> layer.maxNorm(1)), loss, adam);
        measure("weight decay 1 (AdamW)", mlp(PLAIN), loss, () -> AdamW.withLearningRate(1e-3).weightDecay(1));
        measure("dropout 0.3", mlp(PLAIN, dropout(0.3)), loss, adam);
        measure("label smoothing 0.2", mlp(PLAIN), smooth, adam);
        measure("dropout 0.3, label smoothing 0.2", mlp(PLAIN, dropout(0.3)), smooth, adam);
        measure("SELU, none", selu(), loss, adam);
        measure("SELU, alpha dropout 0.3", selu(alphaDropout(0.3)), loss, adam);
    }

    /** 784-300-100-10, each layer of weights as {@code weights} says, and {@code after} behind the hidden ones. */
    static Sequential mlp(UnaryOperator<LayerSpec> weights, LayerSpec... after) {
        return sequential(
                flatten(),
                weights.apply(dense(300).activation(RELU)),
                sequential(after),
                weights.apply(dense(100).activation(RELU)),
                sequential(after),
                weights.apply(dense(10)));
    }

    static Sequential selu(LayerSpec... after) {
        return sequential(
                flatten(),
                dense(300).activation(SELU),
                sequential(after),
                dense(100).activation(SELU),
                sequential(after),
                dense(10));
    }

    /** Prints a row: accuracy on the training, validation and test images, and the deviation of the last over the seeds. */
    static void measure(String name, Sequential layers, Loss loss, Supplier<Optimizer> optimizer) {
        double[] sum = new double[4];
        for (int seed = 1; seed <= seeds; seed++) {
            Dataset few = MNIST.train().permuted(seed).take(1000);
            Trainer trainer = Trainer.of(Model.build(Shape.of(28, 28, 1), seed, layers))
                    .loss(loss)
                    .optimizer(optimizer.get())
                    .metrics(accuracy())
                    .build();
            trainer.fit(few.shuffled(seed).batches(50), 30);
            double test = 100 * trainer.evaluate(MNIST.test()).value("accuracy");
            sum[0] += 100 * trainer.evaluate(few).value("accuracy");
            sum[1] += 100 * trainer.evaluate(MNIST.validation()).value("accuracy");
            sum[2] += test;
            sum[3] += test * test;
        }
        double mean = sum[2] / seeds;
        double deviation = seeds == 1 ? 0 : Math.sqrt(Math.max(0, (sum[3] - seeds * mean * mean) / (seeds - 1)));
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f ± %.2f |%n",
                name, sum[0] / seeds, sum[1] / seeds, mean, deviation);
    }
}

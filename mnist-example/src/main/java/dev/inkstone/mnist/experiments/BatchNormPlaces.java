package dev.inkstone.mnist.experiments;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.LINEAR;
import static dev.inkstone.ops.Activation.SELU;

import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.ops.Activation;
import dev.inkstone.optim.Adam;
import dev.inkstone.training.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Where batch norm goes: the network {@code cnn-bn} with its batch norm in other places, and without. */
final class BatchNormPlaces implements Experiment {
    @Override
    public String name() {
        return "batch-norm";
    }

    @Override
    public int images() {
        return 10_000;
    }

    @Override
    public int epochs() {
        return 3;
    }

    @Override
    public void run(Setting setting) {
        setting.out()
                .println(Figures.heading(
                        "batch norm", "learning rate", "after epoch 1, %", "after epoch " + setting.epochs() + ", %"));
        for (Contender contender : contenders()) {
            List<Double> first = new ArrayList<>();
            List<Double> last = new ArrayList<>();
            for (long seed : Figures.seeds(setting.seeds())) {
                Trainer trainer = contender.train(contender.model(setting, seed), setting);
                first.add(Figures.accuracy(trainer, 1));
                last.add(Figures.accuracy(trainer, setting.epochs()));
            }
            double rate = contender.optimizer().get().learningRate();
            setting.out().println(Figures.row(contender.name(), rate, Figures.percent(first), Figures.percent(last)));
        }
    }

    private static List<Contender> contenders() {
        LayerSpec plain =
                sequential(conv2d(16, 3).activation(SELU), conv2d(32, 3).activation(SELU), maxPool2d(2));
        LayerSpec normed = sequential(conv2d(16, 3), norm(SELU), conv2d(32, 3), norm(SELU), maxPool2d(2));
        LayerSpec after = sequential(
                sequential(conv2d(16, 3).activation(SELU), norm(LINEAR)),
                sequential(conv2d(32, 3).activation(SELU), norm(LINEAR)),
                maxPool2d(2));
        LayerSpec afterPool =
                sequential(conv2d(16, 3), norm(SELU), conv2d(32, 3).activation(SELU), maxPool2d(2), norm(LINEAR));
        LayerSpec poolBefore = sequential(conv2d(16, 3), norm(SELU), conv2d(32, 3), maxPool2d(2), norm(SELU));

        LayerSpec plainHidden = sequential(dense(32).activation(SELU), dropout(0.5));
        LayerSpec hidden = sequential(dense(32), norm(SELU), dropout(0.5));
        LayerSpec hiddenAfter = sequential(dense(32).activation(SELU), norm(LINEAR), dropout(0.5));
        LayerSpec hiddenDropped = sequential(dense(32), dropout(0.5), norm(SELU));
        LayerSpec logits = sequential(dense(10), norm(LINEAR));

        return List.of(
                contender("layer → norm → SELU → dropout", 0.01, normed, hidden, logits),
                contender("the same", 0.001, normed, hidden, logits),
                contender("none", 0.01, plain, plainHidden, dense(10)),
                contender("none", 0.001, plain, plainHidden, dense(10)),
                contender("the first, but none on the logits", 0.01, normed, hidden, dense(10)),
                contender("layer → SELU → norm → dropout", 0.01, after, hiddenAfter, logits),
                contender("convolution → SELU → pool → norm", 0.01, afterPool, hidden, logits),
                contender("convolution → pool → norm → SELU", 0.01, poolBefore, hidden, logits),
                contender("dense → dropout → norm → SELU", 0.01, normed, hiddenDropped, logits));
    }

    private static Contender contender(
            String name, double rate, LayerSpec convolutions, LayerSpec hidden, LayerSpec logits) {
        return new Contender(
                name,
                sequential(convolutions, dropout(0.25), flatten(), hidden, logits),
                () -> Adam.withLearningRate(rate),
                100);
    }

    private static BatchNorm norm(Activation activation) {
        return batchNorm().momentum(0.9).activation(activation);
    }
}

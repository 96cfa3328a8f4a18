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
import dev.inkstone.optim.Schedules;
import dev.inkstone.training.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Where batch norm goes: the network {@code cnn-bn} with its batch norm in other places, and without. */
final class BatchNormPlaces implements Experiment {
    private static final int BATCH = 100;

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
        for (Place place : places()) {
            Contender contender = place.contender(setting);
            List<Double> first = new ArrayList<>();
            List<Double> last = new ArrayList<>();
            for (long seed : Figures.seeds(setting.seeds())) {
                Trainer trainer = contender.train(contender.model(setting, seed), setting);
                first.add(Figures.accuracy(trainer, 1));
                last.add(Figures.accuracy(trainer, setting.epochs()));
            }
            setting.out()
                    .println(Figures.row(
                            contender.name(), place.learningRate(), Figures.percent(first), Figures.percent(last)));
        }
    }

    private static List<Place> places() {
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
                new Place("layer → norm → SELU → dropout", 0.01, normed, hidden, logits),
                new Place("none", 0.01, plain, plainHidden, dense(10)),
                new Place("none", 0.001, plain, plainHidden, dense(10)),
                new Place("as the first, but not on the logits", 0.01, normed, hidden, dense(10)),
                new Place("layer → SELU → norm → dropout", 0.01, after, hiddenAfter, logits),
                new Place("convolution → SELU → pool → norm", 0.01, afterPool, hidden, logits),
                new Place("convolution → pool → norm → SELU", 0.01, poolBefore, hidden, logits),
                new Place("dense → dropout → norm → SELU", 0.01, normed, hiddenDropped, logits));
    }

    /** One choice of places, with the rate at which its training begins. */
    private record Place(String name, double learningRate, LayerSpec convolutions, LayerSpec hidden, LayerSpec logits) {
        /** The rate falls to 0: where a training ends is then less a matter of chance, and places can be told apart. */
        Contender contender(Setting setting) {
            long steps = (long) setting.epochs() * ((setting.train().size() - 1) / BATCH + 1);
            return new Contender(
                    name,
                    sequential(convolutions, dropout(0.25), flatten(), hidden, logits),
                    () -> Adam.withLearningRate(Schedules.cosine(learningRate, steps)),
                    BATCH);
        }
    }

    private static BatchNorm norm(Activation activation) {
        return batchNorm().momentum(0.9).activation(activation);
    }
}

package dev.inkstone.mnist;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.ops.Activation.RELU;

import dev.inkstone.checkpoint.Saver;
import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metrics;
import dev.inkstone.optim.Adam;
import dev.inkstone.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A network that has learnt to tell the digits 0 to 4 apart, and what comes of it for 5 to 9. All ways make as many steps on the
 * same few images.
 *
 * @param train the images to learn from
 * @param seed of the weights, and of which images are chosen
 * @param steps in which 5 to 9 are learnt
 * @param learnt the network of 0 to 4
 */
record Transfer(Dataset train, long seed, int steps, Path learnt) {
    private static final double LEARNING_RATE = 1e-3;

    /** How 5 to 9 are learnt. */
    enum Way {
        /** By a new network. */
        FROM_NOTHING("from nothing", name -> false, false),
        /** The convolutions are those of the old network and stay so, the dense layers are new. */
        CONVOLUTIONS_FROZEN("convolutions", name -> name.startsWith("conv"), false),
        /** The same for half of the steps; for the others all layers learn, with a third of the learning rate. */
        THEN_UNFROZEN("then unfrozen", name -> name.startsWith("conv"), true),
        /** Only the last layer is new, all others are those of the old network and stay so. */
        ALL_BUT_HEAD_FROZEN("all but head", name -> !name.startsWith("head/"), false);

        private final String title;
        private final Predicate<String> taken;
        private final boolean unfreezes;

        Way(String title, Predicate<String> taken, boolean unfreezes) {
            this.title = title;
            this.taken = taken;
            this.unfreezes = unfreezes;
        }

        /** For a table. */
        String title() {
            return title;
        }

        /** Which parameters come from the old network. */
        Predicate<String> taken() {
            return taken;
        }
    }

    /** Learns 0 to 4, and saves the network as {@code file}. */
    static Transfer after(Dataset train, long seed, int steps, Path file) throws IOException {
        Dataset low = train.filter(i -> train.label(i) < 5);
        Model model = network(seed);
        trainer(model, LEARNING_RATE).fit(low.shuffled(seed).batches(100), 3);
        Saver.saveModel(model, file);
        return new Transfer(train, seed, steps, file);
    }

    /** A network that has learnt 5 to 9 from {@code examples} images of each. */
    Model learn(Way way, int examples) throws IOException {
        Model model = network(-seed);
        if (way != Way.FROM_NOTHING) {
            // not the old head too, which has the name and the shape of the new one
            Saver.restoreMatching(model, learnt, way.taken);
            model.freeze(way.taken);
        }
        Batches few = few(examples).shuffled(seed).batches(25);
        int first = way.unfreezes ? steps / 2 : steps;
        trainer(model, LEARNING_RATE).fitSteps(few, null, first);
        model.unfreeze(way.taken);
        trainer(model, LEARNING_RATE / 3).fitSteps(few, null, steps - first);
        return model;
    }

    /** The share of the test images of 5 to 9 that {@code model} reads right. */
    static double accuracy(Model model, Dataset test) {
        return trainer(model, LEARNING_RATE).evaluate(high(test)).value("accuracy");
    }

    /** The first {@code examples} images of each of 5 to 9 in an order of the seed. */
    private Dataset few(int examples) {
        Dataset high = high(train.permuted(seed));
        int[] found = new int[5];
        return high.filter(i -> found[high.label(i)]++ < examples);
    }

    private static Dataset high(Dataset digits) {
        return digits.filter(i -> digits.label(i) >= 5).relabel(digit -> digit - 5);
    }

    private static Model network(long seed) {
        return Model.build(
                DigitModel.INPUT,
                seed,
                conv2d(16, 3).activation(RELU),
                conv2d(32, 3).stride(2).activation(RELU),
                maxPool2d(2),
                flatten(),
                dense(32).activation(RELU),
                dense(5).named("head"));
    }

    private static Trainer trainer(Model model, double learningRate) {
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(learningRate))
                .metrics(Metrics.accuracy())
                .build();
    }
}

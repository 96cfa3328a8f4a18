package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.training.Callbacks.earlyStopping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Batches;
import dev.inkstone.data.Dataset;
import dev.inkstone.data.Datasets;
import dev.inkstone.layers.Model;
import dev.inkstone.ops.Activation;
import dev.inkstone.optim.Adam;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.training.Callback;
import dev.inkstone.training.Trainer;
import dev.inkstone.training.TrainerBuilder;

/** A small training run: is the first coordinate the larger one? */
final class Runs {
    static final Batches TRAIN = points(50, 1).shuffled(3).batches(12);
    static final Batches VALIDATION = points(40, 2).batches(40);

    private Runs() {}

    static Model model() {
        return Model.build(Shape.of(2), 7, dense(8).activation(Activation.RELU), batchNorm(), dense(2));
    }

    static TrainerBuilder trainer(Model model) {
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(0.05))
                .metrics(accuracy());
    }

    /** A callback with numbers and arrays to remember. */
    static Callback stopping() {
        return earlyStopping("val_loss").patienceEpochs(2).restoreBest();
    }

    static void assertSame(Model model, Model expected) {
        assertThat(model.parameters().values())
                .containsExactly(expected.parameters().values());
        assertThat(model.parameters().states())
                .containsExactly(expected.parameters().states());
    }

    private static Dataset points(int n, long seed) {
        RandomStream random = RandomStream.of(seed, "points");
        float[] values = new float[2 * n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            values[2 * i] = (float) random.gaussian(2L * i);
            values[2 * i + 1] = (float) random.gaussian(2L * i + 1);
            labels[i] = values[2 * i] > values[2 * i + 1] ? 1 : 0;
        }
        return Datasets.of(values, Shape.of(2), labels);
    }
}

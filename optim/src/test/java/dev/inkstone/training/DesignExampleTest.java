package dev.inkstone.training;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.maxPool2d;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.training.Callbacks.earlyStopping;
import static dev.inkstone.training.Callbacks.progress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.data.Batch;
import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Adam;
import dev.inkstone.optim.Optimizer;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The twenty lines that a newcomer reads first work as they stand, on images that are quicker to learn. */
class DesignExampleTest {
    /** Stands for the digits. */
    private record Images(Dataset train, Dataset validation) {}

    @Test
    void theTwentyLines() {
        Images mnist = new Images(Problems.stripes(200, 1), Problems.stripes(50, 2));
        StringBuilder out = new StringBuilder();

        Model model = Model.build(
                Shape.of(6, 6, 1),
                42L,
                conv2d(16, 3).activation(RELU),
                conv2d(32, 3).stride(2).activation(RELU),
                maxPool2d(2),
                flatten(),
                dense(32).activation(RELU),
                dense(10));
        out.append(model.summary());

        Trainer trainer = Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Adam.withLearningRate(1e-3))
                .metrics(accuracy())
                .callbacks(progress(out), earlyStopping("val_accuracy").patienceSteps(2000))
                .build();
        History history = trainer.fit(
                mnist.train().shuffled(42L).batches(20), mnist.validation().batches(1000), 10);
        assertThat(history.epochs().get(9).validation()).isNotNull();
        assertThat(trainer.evaluate(mnist.validation()).value("accuracy")).isGreaterThan(0.95);

        double before = trainer.evaluate(mnist.train()).loss();
        Optimizer optimizer = Adam.withLearningRate(1e-3);
        for (Batch batch : mnist.train().shuffled(42L).batches(20).epochs(2)) {
            try (Tape tape = Tape.record(batch.position())) { // or write the loop yourself: the same nouns
                Tensor loss = softmaxCrossEntropy().of(model.forward(batch.inputs(), tape), batch.labels());
                optimizer.step(model, tape.gradients(loss));
            }
        }
        assertThat(trainer.evaluate(mnist.train()).loss()).isLessThan(before);
    }
}

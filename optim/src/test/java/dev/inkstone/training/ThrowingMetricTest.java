package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.dropout;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static dev.inkstone.metrics.Metrics.accuracy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.metrics.Metric;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A metric that throws in the middle of a step: the trainer stands before the step, and goes on as if nothing had happened. */
class ThrowingMetricTest {
    private static final Batches BATCHES =
            Problems.stripes(90, 1).shuffled(5).batches(10); // 9 batches, 3 steps of 3 or 9 of 1

    @Test
    void theTrainerStaysUsable() {
        for (int accumulate : new int[] {1, 3}) {
            for (int shards : new int[] {1, 2}) {
                Model undisturbed = model();
                History expected = trainer(undisturbed, accumulate, shards, new AtomicInteger(-1))
                        .fit(BATCHES, 2);
                Model model = model();
                AtomicInteger left = new AtomicInteger(5 * shards); // throws in the fifth batch
                Trainer trainer = trainer(model, accumulate, shards, left);
                assertThatThrownBy(() -> trainer.fit(BATCHES, 2)).hasStackTraceContaining("no score today");
                assertThat(trainer.step()).isEqualTo(accumulate == 3 ? 1 : 4);
                assertThat(trainer.epoch()).isZero();

                History history = trainer.fit(BATCHES, 2);
                assertThat(model.parameters().values())
                        .isEqualTo(undisturbed.parameters().values());
                assertThat(model.parameters().states())
                        .isEqualTo(undisturbed.parameters().states());
                for (int epoch = 0; epoch < 2; epoch++) {
                    assertThat(history.epochs().get(epoch).loss())
                            .isEqualTo(expected.epochs().get(epoch).loss());
                    assertThat(history.epochs().get(epoch).metrics())
                            .isEqualTo(expected.epochs().get(epoch).metrics());
                }
            }
        }
    }

    private static Model model() {
        return Model.build(Shape.of(6, 6, 1), 3L, flatten(), dense(12), batchNorm(), dropout(0.3), dense(3));
    }

    private static Trainer trainer(Model model, int accumulate, int shards, AtomicInteger left) {
        Metric moody = Metric.mean("moody", (prediction, targets) -> {
            if (left.decrementAndGet() == 0) {
                throw new IllegalStateException("no score today");
            }
            return 1;
        });
        return Trainer.of(model)
                .loss(softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.1).momentum(0.9))
                .metrics(accuracy(), moody)
                .accumulate(accumulate)
                .shards(shards)
                .build();
    }
}

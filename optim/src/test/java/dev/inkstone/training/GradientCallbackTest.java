package dev.inkstone.training;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.losses.Losses.softmaxCrossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Sgd;
import dev.inkstone.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientCallbackTest {
    private static final Batches BATCHES = Problems.stripes(90, 1).batches(15);

    private record Looking(BiConsumer<Gradients, Trainer> action) implements GradientCallback {
        @Override
        public void onGradients(Gradients gradients, Trainer trainer) {
            action.accept(gradients, trainer);
        }

        @Override
        public void on(TrainingEvent event, Trainer trainer) {}
    }

    private static TrainerBuilder trainer(Callback callback) {
        return Trainer.of(Model.build(Shape.of(6, 6, 1), 3L, flatten(), batchNorm(), dense(3)))
                .loss(softmaxCrossEntropy())
                .optimizer(Sgd.withLearningRate(0.5))
                .callbacks(callback);
    }

    @Test
    void itSeesOnceAStepWhatTheOptimizerGets() {
        List<Long> steps = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        Trainer trainer = trainer(new Looking((now, own) -> {
                    steps.add(own.step());
                    values.add(own.model().parameters().values().clone());
                    gradients.add(now.flat().toArray());
                }))
                .shards(2)
                .accumulate(3)
                .build();
        trainer.fit(BATCHES, 2);

        assertThat(steps).containsExactly(0L, 1L, 2L, 3L);
        values.add(trainer.model().parameters().values());
        for (int step = 0; step < 4; step++) {
            for (int i = 0; i < values.get(step).length; i++) {
                float expected = Math.fma(-0.5f, gradients.get(step)[i], values.get(step)[i]);
                assertThat(values.get(step + 1)[i]).isEqualTo(expected);
            }
        }
    }

    /** Their memory belongs to others by then. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 3", "2, 3"})
    void whatItKeepsWithoutACopyCannotBeReadAfterTheStep(int shards, int accumulate) {
        List<Gradients> kept = new ArrayList<>();
        trainer(new Looking((now, own) -> kept.add(now)))
                .shards(shards)
                .accumulate(accumulate)
                .build()
                .fitSteps(BATCHES, null, 1);
        assertThatThrownBy(() -> kept.get(0).flat())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("copy before that");
        assertThatThrownBy(() -> kept.get(0).stateUpdates().get(0).batch().array())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whereItThrowsTheStepHasNotBeenMade() {
        boolean[] throwing = {false};
        Trainer trainer = trainer(new Looking((now, own) -> {
                    if (throwing[0] && own.step() == 2) {
                        throwing[0] = false;
                        throw new IllegalStateException("too steep");
                    }
                }))
                .build();
        throwing[0] = true;
        assertThatThrownBy(() -> trainer.fit(BATCHES, 1)).hasMessage("too steep");
        assertThat(trainer.step()).isEqualTo(2);
        trainer.fitSteps(BATCHES, null, 4);

        Trainer calm = trainer((event, own) -> {}).build();
        calm.fit(BATCHES, 1);
        assertThat(trainer.model().parameters().values())
                .isEqualTo(calm.model().parameters().values());
    }
}

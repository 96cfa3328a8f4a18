package dev.inkstone.optim;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.autodiff.State;
import dev.inkstone.autodiff.StateUpdate;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.random.Position;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizersTest {
    private static final int STEPS = 20;

    @Test
    void plainDescent() {
        check(Sgd.withLearningRate(0.1), (w, g, slots, t) -> w - 0.1 * g);
    }

    @Test
    void momentum() {
        check(Sgd.withLearningRate(0.1).momentum(0.9), (w, g, slots, t) -> {
            slots[0] = 0.9 * slots[0] + g;
            return w - 0.1 * slots[0];
        });
    }

    @Test
    void nesterov() {
        check(Sgd.withLearningRate(0.1).momentum(0.9).nesterov(), (w, g, slots, t) -> {
            slots[0] = 0.9 * slots[0] + g;
            return w - 0.1 * (g + 0.9 * slots[0]);
        });
    }

    @Test
    void adam() {
        check(Adam.withLearningRate(0.01).epsilon(1e-3), (w, g, slots, t) -> {
            slots[0] = 0.9 * slots[0] + 0.1 * g;
            slots[1] = 0.999 * slots[1] + 0.001 * g * g;
            double mean = slots[0] / (1 - Math.pow(0.9, t));
            double square = slots[1] / (1 - Math.pow(0.999, t));
            return w - 0.01 * mean / (Math.sqrt(square) + 1e-3);
        });
    }

    @Test
    void aRestoredOptimizerGoesOnWithTheSameBits() {
        for (Optimizer[] pair : new Optimizer[][] {
            {Adam.withLearningRate(0.01), Adam.withLearningRate(0.01)},
            {
                Sgd.withLearningRate(0.01).momentum(0.9),
                Sgd.withLearningRate(0.01).momentum(0.9)
            }
        }) {
            Model model = model();
            step(pair[0], model, 1);
            step(pair[0], model, 2);
            Model copy = model();
            System.arraycopy(
                    model.parameters().values(),
                    0,
                    copy.parameters().values(),
                    0,
                    model.parameters().count());
            pair[1].restore(pair[0].state());
            step(pair[0], model, 3);
            step(pair[1], copy, 3);
            assertThat(copy.parameters().values())
                    .containsExactly(model.parameters().values());
            assertThat(pair[1].state().step()).isEqualTo(3);
        }
    }

    @Test
    void stateUpdatesAreAppliedInOrder() {
        Model model = Model.build(Shape.of(2), 1L, batchNorm());
        State mean = model.parameters().state("bn1/running_mean");
        Tensor zeros = Tensor.zeros(Shape.of(model.parameters().count()));
        List<StateUpdate> updates = List.of(
                new StateUpdate(mean, 0.75f, Tensor.of(Shape.of(2), 4f, 8f)),
                new StateUpdate(mean, 0.5f, Tensor.of(Shape.of(2), 2f, 0f)));
        Sgd.withLearningRate(1).step(model, Gradients.of(model.parameters(), zeros, updates));
        assertThat(mean.value().toArray()).containsExactly(1.5f, 1f);
    }

    @Test
    void aStepThatFailsDoesNotCount() {
        for (Optimizer optimizer :
                List.of(Adam.withLearningRate(0.1), Sgd.withLearningRate(0.1).momentum(0.9))) {
            Model model = model();
            float[] before = model.parameters().values().clone();
            Gradients gradients;
            try (Tape tape = Tape.record(Position.START)) {
                Tensor y = model.forward(Tensor.of(Shape.of(1, 3), 1, 2, 3), tape);
                gradients = tape.gradients(y, Tensor.of(Shape.of(1, 2), 1, 1));
            }
            assertThatThrownBy(() -> optimizer.step(model, gradients)).hasMessageContaining("closed");
            assertThat(optimizer.state().step()).isZero();
            assertThat(model.parameters().values()).isEqualTo(before);
            step(optimizer, model, 1);
            assertThat(optimizer.state().step()).isOne();
        }
    }

    @Test
    void misuseSaysWhatToDo() {
        Adam adam = Adam.withLearningRate(0.01);
        Model model = model();
        Model second = model();
        step(adam, model, 1);
        assertThatThrownBy(() -> step(adam, second, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make an optimizer for each model");
        assertThatThrownBy(() -> Sgd.withLearningRate(0.1).step(second, gradients(model, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gradients of another model");
        assertThatThrownBy(() -> Sgd.withLearningRate(0.1).restore(adam.state()))
                .hasMessageStartingWith("sgd: state of 'adam'");
        Adam other = Adam.withLearningRate(0.01);
        other.restore(new OptimizerState("adam", 1, Map.of("m", new float[3], "v", new float[3])));
        assertThatThrownBy(() -> step(other, model, 1))
                .hasMessageStartingWith("adam: restored slot 'm' has 3 values, expected 8");
        assertThatThrownBy(() -> Adam.withLearningRate(0))
                .hasMessage("adam: learning rate 0.0, expected a finite number above 0; 0.001 is a common start");
        assertThatThrownBy(() -> Sgd.withLearningRate(Double.NaN)).hasMessageStartingWith("sgd: learning rate NaN");
        assertThatThrownBy(() -> Adam.withLearningRate(1).beta2(1))
                .hasMessage("adam: beta2 1.0, expected 0 (inclusive) to 1 (exclusive)");
        assertThatThrownBy(() -> Adam.withLearningRate(1).epsilon(1e-50))
                .hasMessage(
                        "adam: epsilon 1.0E-50, expected a finite number above 0 (as float32 it is 0.0); the default is 1e-8");
        assertThatThrownBy(() -> Sgd.withLearningRate(1e39))
                .hasMessageStartingWith(
                        "sgd: learning rate 1.0E39, expected a finite number above 0 (as float32 it is Inf");
        assertThatThrownBy(() -> Sgd.withLearningRate(1).momentum(1 - 1e-12))
                .hasMessageEndingWith("expected 0 (inclusive) to 1 (exclusive) (as float32 it is 1.0)");
        assertThatThrownBy(() -> Sgd.withLearningRate(1).nesterov()).hasMessageContaining("call momentum(0.9) before");
    }

    /** One value's step in double precision; {@code slots} are its own. */
    private interface Reference {
        double step(double w, double g, double[] slots, int t);
    }

    private static void check(Optimizer optimizer, Reference reference) {
        Model model = model();
        float[] start = model.parameters().values().clone();
        for (int t = 1; t <= STEPS; t++) {
            step(optimizer, model, t);
        }
        for (int i = 0; i < start.length; i++) {
            double w = start[i];
            double[] slots = new double[2];
            for (int t = 1; t <= STEPS; t++) {
                w = reference.step(w, gradient(t, i), slots, t);
            }
            assertThat((double) model.parameters().values()[i]).isCloseTo(w, within(1e-5));
        }
        assertThat(optimizer.state().step()).isEqualTo(STEPS);
    }

    private static Model model() {
        return Model.build(Shape.of(3), 1L, dense(2));
    }

    private static void step(Optimizer optimizer, Model model, int t) {
        optimizer.step(model, gradients(model, t));
    }

    private static Gradients gradients(Model model, int t) {
        float[] flat = new float[model.parameters().count()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = gradient(t, i);
        }
        return Gradients.of(model.parameters(), Tensor.wrap(flat, 0, Shape.of(flat.length)), List.of());
    }

    private static float gradient(int t, int i) {
        return RandomStream.of(t, "gradient").uniform(i) - 0.3f;
    }
}

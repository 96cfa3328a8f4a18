package dev.inkstone.checkpoint;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Sgd;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers with penalties and limited norms: values that are built, trained and saved like all others. */
class RegularizedTest {
    private static final LayerSpec CONV = conv2d(4, 3).regularized(0.01, 0.001).named("c");
    private static final LayerSpec HEAD = dense(3).named("head").maxNorm(0.5);

    private static Model model() {
        return Model.build(Shape.of(4, 4, 1), 1L, CONV, batchNorm(), flatten(), HEAD);
    }

    @Test
    void kernelsArePenalisedAndNothingElse() {
        Model model = model();
        Tensor kernel = model.parameter("c/kernel").value();
        double expected = 2;
        for (float w : kernel.toArray()) {
            expected += 0.01 * Math.abs(w) + 0.001 * w * w;
        }
        try (Tape tape = Tape.record(Position.START)) {
            Tensor loss = model.penalized(tape.watch(Tensor.of(Shape.of(), 2f)), tape);
            assertThat((double) loss.item()).isCloseTo(expected, within(1e-6));
            for (Parameter p : model.parameters().list()) {
                float[] gradient = tape.gradients(loss).of(p).toArray();
                if (p.name().equals("c/kernel")) {
                    float w = kernel.toArray()[0];
                    assertThat(gradient[0]).isCloseTo(0.01f * Math.signum(w) + 0.002f * w, within(1e-7f));
                } else {
                    assertThat(gradient).containsOnly(0f);
                }
            }
        }
        try (Tape shard = Tape.record(Position.START.shard(5, 10))) {
            Tensor loss = Tensor.of(Shape.of(), 2f);
            assertThat(model.penalized(loss, shard)).isSameAs(loss);
        }
    }

    @Test
    void stepsKeepTheNormOfEachOutputsWeights() {
        Model model = model();
        try (Tape tape = Tape.record(Position.START)) {
            Tensor loss = model.penalized(tape.watch(Tensor.of(Shape.of(), 2f)), tape);
            Sgd.withLearningRate(0.1).step(model, tape.gradients(loss));
        }
        float[] w = model.parameter("head/kernel").value().toArray();
        for (int column = 0; column < 3; column++) {
            double squares = 0;
            for (int i = column; i < w.length; i += 3) {
                squares += (double) w[i] * w[i];
            }
            assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(1e-6));
        }
    }

    @Test
    void theModelTextHoldsThem() {
        SpecRegistry registry = SpecRegistry.builtIn();
        Model model = model();
        ModelText text = ModelText.of(model);
        assertThat(ModelText.parse(text.toJson(registry), registry)).isEqualTo(text);
        assertThat(model.summary()).contains("Conv2d").contains("head");
        assertThat(model.parameters().list()).extracting(Parameter::name).contains("c/kernel", "head/kernel");
    }

    @Test
    void badFactorsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dense(1).regularized(-1, 0))
                .withMessageStartingWith("regularized: l1 -1.0, l2 0.0, expected finite numbers of 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dense(1).maxNorm(0))
                .withMessage("max_norm: limit 0.0, expected a finite number above 0; 3 is a common one");
    }
}

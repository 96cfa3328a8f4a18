package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Multiply.multiply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.autodiff.GradientCheck;
import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.init.Initializers;
import dev.inkstone.ops.Activation;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Composite layers and layers of users need nothing that the public interface does not give. */
class OwnLayerTest {
    /** An own layer in ten lines: a learned factor for each feature. */
    record Scale() implements LayerSpec {
        @Override
        public String kind() {
            return "scale";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            Parameter factor = context.parameter("factor", input, Initializers.ones());
            return Layer.of(input, (x, tape) -> multiply(tape, x, tape.use(factor)));
        }
    }

    @Test
    void anOwnLayerIsNamedCountedAndTrained() {
        Model model = Model.build(Shape.of(3), 1, new Scale(), dense(2), new Scale().named("last"));
        assertThat(model.parameters().list())
                .extracting(Parameter::name)
                .containsExactly("scale1/factor", "dense1/kernel", "dense1/bias", "last/factor");
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
            Tensor y = model.forward(x, tape);
            float[] gradient = tape.gradients(y, Tensor.of(Shape.of(2, 2), 1, 1, 1, 1))
                    .of(model.parameter("last/factor"))
                    .toArray();
            assertThat(gradient).containsExactly(y.get(0, 0) + y.get(1, 0), y.get(0, 1) + y.get(1, 1));
        }
    }

    /** Weights {@code [in, parts, units]}, of which the last two axes tell the outputs apart. */
    record Parts(int outputs) implements LayerSpec {
        @Override
        public String kind() {
            return "parts";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            context.parameter("kernel", Shape.of(input.dim(0), 2, 3), outputs, Initializers.ones());
            return Layer.of(input, (x, tape) -> x);
        }
    }

    @Test
    void anOwnLayerSaysHowManyOutputsItsWeightsHave() {
        Model model = Model.build(Shape.of(4), 1, new Parts(6).maxNorm(1), new Parts(3).maxNorm(1));
        model.constrain();
        assertThat(model.parameter("parts1/kernel").value().toArray()).containsOnly(0.5f);
        assertThat(model.parameter("parts2/kernel").value().toArray()).containsOnly((float) (1 / Math.sqrt(8)));
        assertThatThrownBy(() -> Model.build(Shape.of(4), 1, new Parts(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "parameter 'parts1': 5 outputs of kernel [4, 2, 3], expected the product of its last axes");
    }

    @Test
    void aResidualAddsItsInputToItsBody() {
        Model zero = Model.build(
                Shape.of(4, 4, 2),
                1,
                residual(conv2d(2, 3).kernelInitializer(Initializers.zeros()).activation(RELU), conv2d(2, 3)));
        Tensor x = Tensor.zeros(Shape.of(2, 4, 4, 2));
        java.util.Arrays.fill(x.array(), 3f);
        assertThat(zero.predict(x).toArray()).containsOnly(3f);
        assertThat(zero.parameters().list())
                .extracting(Parameter::name)
                .containsExactly(
                        "residual1/conv1/kernel",
                        "residual1/conv1/bias",
                        "residual1/conv2/kernel",
                        "residual1/conv2/bias");
    }

    @Test
    void aResidualWithAShortcutMayChangeTheShape() {
        Model model = Model.build(
                Shape.of(8, 8, 3),
                1,
                residual(conv2d(16, 3).stride(2), conv2d(16, 3))
                        .shortcut(conv2d(16, 1).stride(2))
                        .activation(RELU));
        assertThat(model.outputShape()).isEqualTo(Shape.of(4, 4, 16));
        assertThat(model.parameter("residual1/shortcut/kernel").shape()).isEqualTo(Shape.of(1, 1, 3, 16));
    }

    @Test
    void aResidualIsTheActivationOfBodyPlusShortcut() {
        Residual block = residual(dense(2).activation(RELU), dense(2));
        float[] body = {1, -1, 2, 1, 0, -3, 1, -2, 4, 4, 1, 0}; // of [1, 2]: RELU [5, -2], then [6, -10]
        Tensor x = Tensor.of(Shape.of(1, 2), 1, 2);

        Model plain = Model.build(Shape.of(2), 1, block);
        System.arraycopy(body, 0, plain.parameters().values(), 0, body.length);
        assertThat(plain.predict(x).toArray()).containsExactly(7, -8);

        Model model = Model.build(Shape.of(2), 1, block.shortcut(dense(2)).activation(RELU));
        System.arraycopy(body, 0, model.parameters().values(), 0, body.length);
        float[] shortcut = {-2, 1, 1, 3, 0.5f, 0}; // of [1, 2]: [0.5, 7]
        System.arraycopy(shortcut, 0, model.parameters().values(), body.length, shortcut.length);
        assertThat(model.predict(x).toArray()).containsExactly(6.5f, 0);
    }

    /** Declares one shape and gives another. */
    record Cut(Layer.Forward forward) implements LayerSpec {
        @Override
        public String kind() {
            return "cut";
        }

        @Override
        public Layer build(BuildContext context, Shape input) {
            return Layer.of(input, forward);
        }
    }

    @Test
    void aLayerThatDoesNotGiveWhatItDeclaredIsFoundBeforeItsValuesAreUsed() {
        Tensor x = Tensor.zeros(Shape.of(2, 6));
        Model otherShape = Model.build(
                Shape.of(6),
                1,
                sequential(new Cut((in, tape) -> in.reshape(2, 2, 3))).named("head"));
        assertThatThrownBy(() -> otherShape.predict(x))
                .isInstanceOf(ShapeException.class)
                .hasMessage("layer 'head/cut1': forward gives [2, 2, 3], expected [2, 6],"
                        + " the batch with the output shape that build declared; make the two agree");
        Model otherBatch = Model.build(Shape.of(6), 1, new Cut((in, tape) -> in.rows(0, 1)));
        assertThatThrownBy(() -> otherBatch.predict(x)).hasMessageContaining("gives [1, 6], expected [2, 6]");
    }

    @Test
    void gradientsOfAResidualPassACheck() {
        Model model = Model.build(Shape.of(5), 1, residual(dense(5).activation(Activation.TANH), dense(5)));
        GradientCheck.of((tape, x) -> model.forward(x[0], tape))
                .check(Tensor.of(Shape.of(1, 5), 0.1f, -0.4f, 0.3f, 0.9f, -0.2f))
                .requireBelow(1e-2);
    }
}

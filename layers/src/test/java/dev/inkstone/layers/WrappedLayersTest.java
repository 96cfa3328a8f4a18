package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.layerNorm;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.layers.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.autodiff.Tape;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Names, penalties and limits around layers, and what the warm-up makes of a model. */
class WrappedLayersTest {
    /** As in PyTorch's {@code LayerNorm([C, H, W])}: its gamma has three axes, and is no kernel. */
    @Test
    void penaltiesAndLimitsAreForKernelsNotForTheGammaOfANorm() {
        Model model = Model.build(
                Shape.of(8, 8, 2),
                1,
                sequential(layerNorm().axes(0, 1, 2)).regularized(0, 1).maxNorm(1));
        model.constrain();
        assertThat(model.parameter("sequential1/ln1/gamma").value().toArray()).containsOnly(1f);
        try (Tape tape = Tape.record(Position.START)) {
            assertThat(model.penalized(Tensor.scalar(5), tape).item()).isEqualTo(5);
        }
    }

    @Test
    void aShortcutIsCalledSoUnlessItIsNamed() {
        assertThat(Model.build(
                                Shape.of(4),
                                1,
                                residual(dense(8)).shortcut(dense(8).bias(false)),
                                residual(dense(4)).shortcut(dense(4).bias(false).named("projection")))
                        .parameters()
                        .list())
                .extracting(Parameter::name)
                .contains("residual1/shortcut/kernel", "residual2/projection/kernel");
    }

    /** A failure would end the warm-up, and the program went on with kernels that are not compiled. */
    @Test
    void anyModelOfOurLayersCanBeRehearsed() {
        Model[] models = {
            Model.build(Shape.of(4), 1, dense(8), dense(1)),
            Model.build(Shape.of(4), 1, dense(3), softmax()),
            Model.build(Shape.of(4), 1, dense(3)),
            Model.build(Shape.of(4, 4, 1), 1, conv2d(2, 3))
        };
        for (Model model : models) {
            for (boolean training : new boolean[] {true, false}) {
                assertThatCode(() -> new Rehearsal(model, 4, training).run()).doesNotThrowAnyException();
            }
        }
    }
}

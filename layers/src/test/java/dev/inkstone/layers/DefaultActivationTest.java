package dev.inkstone.layers;

import static dev.inkstone.layers.Layers.batchNorm;
import static dev.inkstone.layers.Layers.conv2d;
import static dev.inkstone.layers.Layers.dense;
import static dev.inkstone.layers.Layers.flatten;
import static dev.inkstone.layers.Layers.parallel;
import static dev.inkstone.layers.Layers.residual;
import static dev.inkstone.layers.Layers.sequential;
import static dev.inkstone.layers.Layers.withActivation;
import static dev.inkstone.ops.Activation.LINEAR;
import static dev.inkstone.ops.Activation.RELU;
import static dev.inkstone.ops.Activation.TANH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An activation for all layers of a group that have not chosen one. */
@Tag("once")
class DefaultActivationTest {
    @Test
    void layersThatHaveNotChosenGetIt() {
        assertThat(withActivation(
                        RELU, conv2d(16, 3), flatten(), dense(32), dense(10).activation(LINEAR)))
                .isEqualTo(sequential(
                        conv2d(16, 3).activation(RELU),
                        flatten(),
                        dense(32).activation(RELU),
                        dense(10).activation(LINEAR)));
    }

    @Test
    void notChosenIsAValueOfItsOwnThatComputesAsLinear() {
        assertThat(dense(3)).isEqualTo(dense(3)).isNotEqualTo(dense(3).activation(LINEAR));
        Tensor x = Tensor.of(Shape.of(1, 2), -1, 2);
        Model open = Model.build(Shape.of(2), 1L, dense(3));
        Model linear = Model.build(Shape.of(2), 1L, dense(3).activation(LINEAR));
        assertThat(open.predict(x).toArray()).isEqualTo(linear.predict(x).toArray());
    }

    @Test
    void itReachesLayersWithinLayers() {
        LayerSpec[] open = {
            dense(1).named("a"),
            dense(1).regularized(0, 0.1).named("b"),
            dense(1).named("c").maxNorm(2),
            sequential(dense(1), sequential(dense(1).activation(TANH))),
            parallel(dense(1), conv2d(1, 1)).axis(0)
        };
        LayerSpec[] closed = {
            dense(1).activation(RELU).named("a"),
            dense(1).activation(RELU).regularized(0, 0.1).named("b"),
            dense(1).activation(RELU).named("c").maxNorm(2),
            sequential(dense(1).activation(RELU), sequential(dense(1).activation(TANH))),
            parallel(dense(1).activation(RELU), conv2d(1, 1).activation(RELU)).axis(0)
        };
        assertThat(withActivation(RELU, open)).isEqualTo(sequential(closed));
    }

    @Test
    void normsSumsAndShortcutsStayLinear() {
        assertThat(withActivation(RELU, batchNorm(), residual(conv2d(8, 3)).shortcut(conv2d(8, 1))))
                .isEqualTo(sequential(
                        batchNorm(),
                        residual(conv2d(8, 3).activation(RELU))
                                .shortcut(conv2d(8, 1).activation(LINEAR))));
        assertThat(withActivation(RELU, residual(dense(2)).activation(TANH)))
                .isEqualTo(sequential(residual(dense(2).activation(RELU)).activation(TANH)));
    }

    @Test
    void innerGroupsKeepTheirs() {
        assertThat(withActivation(RELU, dense(1), withActivation(TANH, dense(2))))
                .isEqualTo(sequential(dense(1).activation(RELU), sequential(dense(2).activation(TANH))));
        LayerSpec own = new LayerSpec() {
            @Override
            public String kind() {
                return "own";
            }

            @Override
            public Layer build(BuildContext context, Shape input) {
                return Layer.of(input, (x, tape) -> x);
            }
        };
        assertThat(withActivation(RELU, own).layers()).containsExactly(own);
    }

    @Test
    void aGroupAloneIsTheModel() {
        Model model = Model.build(Shape.of(4), 1L, withActivation(RELU, dense(3), dense(2)));
        assertThat(model.parameter("dense1/kernel").shape()).isEqualTo(Shape.of(4, 3));
        assertThat(model.parameters().values())
                .isEqualTo(Model.build(Shape.of(4), 1L, dense(3).activation(RELU), dense(2).activation(RELU))
                        .parameters()
                        .values());
    }
}

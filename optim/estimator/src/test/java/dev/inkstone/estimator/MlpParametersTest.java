package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.layers.BatchNorm;
import dev.inkstone.layers.LayerSpec;
import dev.inkstone.layers.Model;
import dev.inkstone.ops.Activation;
import dev.inkstone.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class MlpParametersTest {
    @Test
    void batchNormStandsBeforeTheActivationAndDropoutBehindIt() {
        assertThat(kinds(
                        MlpParameters.DEFAULT
                                .withHidden(4, 3)
                                .withBatchNorm(true)
                                .withDropout(0.5),
                        Shape.of(2)))
                .containsExactly("dense", "bn", "dropout", "dense", "bn", "dropout", "dense");
        assertThat(kinds(MlpParameters.DEFAULT.withHidden(), Shape.of(28, 28, 1)))
                .containsExactly("flatten", "dense");
    }

    @Test
    void seluKeepsItsMeanAndVarianceUnderDropout() {
        MlpParameters selu =
                MlpParameters.DEFAULT.withActivation(Activation.SELU).withDropout(0.1);
        assertThat(kinds(selu, Shape.of(2))).containsExactly("dense", "alpha_dropout", "dense");
    }

    @Test
    void batchNormDoesNotChangeHowWeightsStart() {
        MlpParameters plain = MlpParameters.DEFAULT.withHidden(4);
        assertThat(weightsOf(plain.withBatchNorm(true))).isEqualTo(weightsOf(plain));
    }

    @Test
    void batchNormHasTheMomentumThatIsAskedFor() {
        MlpParameters mlp = MlpParameters.DEFAULT.withBatchNorm(0.97);
        assertThat(mlp.layers(Shape.of(2), 2).layers())
                .filteredOn(BatchNorm.class::isInstance)
                .extracting(layer -> ((BatchNorm) layer).momentum())
                .containsExactly(0.97f);
        assertThat(mlp.withBatchNorm(false)).isEqualTo(MlpParameters.DEFAULT);
        assertThatThrownBy(() -> mlp.withBatchNorm(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch norm 1.0, expected its momentum");
    }

    private static float[] weightsOf(MlpParameters mlp) {
        return Model.build(Shape.of(3), 1, mlp.layers(Shape.of(3), 2))
                .parameter("dense1/kernel")
                .value()
                .toArray();
    }

    private static List<String> kinds(MlpParameters mlp, Shape input) {
        return mlp.layers(input, 2).layers().stream().map(LayerSpec::kind).toList();
    }
}

package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Conv2d;
import dev.inkstone.layers.LayerInfo;
import dev.inkstone.layers.Model;
import dev.inkstone.layers.Sequential;
import dev.inkstone.ops.Conv2d.Options;
import dev.inkstone.ops.Padding;
import dev.inkstone.optim.Schedule;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    private static final Pattern SETTING = Pattern.compile("\\b(?:activation|momentum|rate)=([A-Z]+|[0-9.]+)");

    /** Counted by hand from the descriptions of the networks: weights, biases, and two for each channel of batch norm. */
    @ParameterizedTest
    @CsvSource({
        "cnn,        55338, 0.001,  100, 10,   0,    0, false, 0.998",
        "mlp,       266610, 0.01,    50, 40,   0,    0, false, 0",
        "lenet,     545546, 0.1,     64, 30,   0,    0, false, 0",
        "cnn-32-64, 220234, 0.001,  100, 10,   0,    0, false, 0.998",
        "cnn-bn,    206046, 0.01,   100, 20,  10, 2000, true, 0.998",
        "conv5,     242062, 0.0001,  64, 30, 100, 1000, true, 0",
        "lenet-5,    61750, 0.02,    64, 20,   0,    0, false, 0",
    })
    void isWhatItsDescriptionSays(
            String name,
            int parameters,
            double rate,
            int batch,
            int epochs,
            int every,
            int patience,
            boolean best,
            double averageDecay)
            throws Exception {
        Recipe recipe = Recipe.named(name);
        assertThat(model(name).parameters().count()).isEqualTo(parameters);
        assertThat(recipe.learningRate()).isEqualTo(rate);
        assertThat(Networks.optimizer(name).learningRate()).isEqualTo(rate);
        assertThat(recipe.batch()).isEqualTo(batch);
        assertThat(recipe.epochs()).isEqualTo(epochs);
        assertThat(recipe.validateEverySteps()).isEqualTo(every);
        assertThat(recipe.patienceSteps()).isEqualTo(patience);
        assertThat(recipe.restoresBest()).isEqualTo(best);
        assertThat(recipe.averageDecay()).isEqualTo(averageDecay);
    }

    /** The layers in order, each with its activation, dropout or momentum, and the shape behind it. */
    @ParameterizedTest
    @CsvSource({
        "cnn, Conv2d RELU [28 28 16] Conv2d RELU [14 14 32] MaxPool2d [7 7 32] Flatten [1568] Dense RELU [32] Dense [10]",
        "cnn-32-64, Conv2d RELU [28 28 32] Conv2d RELU [14 14 64] MaxPool2d [7 7 64] Flatten [3136] Dense RELU [64]"
                + " Dense [10]",
        "mlp, Flatten [784] Dense RELU [300] Dense RELU [100] Dense [10]",
        "lenet, Conv2d [28 28 6] AveragePool2d [14 14 6] ActivationLayer SIGMOID [14 14 6] Conv2d [14 14 16]"
                + " AveragePool2d [7 7 16] Conv2d [7 7 120] Flatten [5880] Dense SIGMOID [84] Dense [10]",
        "cnn-bn, Conv2d [28 28 16] BatchNorm 0.9 SELU [28 28 16] Conv2d [28 28 32] BatchNorm 0.9 SELU [28 28 32]"
                + " MaxPool2d [14 14 32] Dropout 0.25 [14 14 32] Flatten [6272] Dense [32] BatchNorm 0.9 SELU [32]"
                + " Dropout 0.5 [32] Dense [10] BatchNorm 0.9 [10]",
        "conv5, Conv2d RELU [28 28 16] MaxPool2d [14 14 16] Conv2d RELU [14 14 36] MaxPool2d [7 7 36] Flatten [1764]"
                + " Dense RELU [128] Dense [10]",
        "lenet-5, Conv2d TANH [28 28 6] AveragePool2d [14 14 6] DepthwiseConv2d TANH [14 14 6] Conv2d TANH [10 10 16]"
                + " AveragePool2d [5 5 16] DepthwiseConv2d TANH [5 5 16] Conv2d TANH [1 1 120] Flatten [120]"
                + " Dense TANH [84] Dense [10]",
        "fast, Conv2d [12 12 16] BatchNorm 0.9 RELU [12 12 16] Conv2d [10 10 48] MaxPool2d [5 5 48]"
                + " BatchNorm 0.9 RELU [5 5 48] Conv2d [3 3 96] BatchNorm 0.9 RELU [3 3 96] Flatten [864]"
                + " Dense [64] BatchNorm 0.9 RELU [64] Dense [10]",
        "best, Cropping2d [24 24 1] Conv2d [22 22 16] BatchNorm 0.9 RELU [22 22 16] Conv2d [20 20 32]"
                + " MaxPool2d [10 10 32] BatchNorm 0.9 RELU [10 10 32] Conv2d [8 8 64] BatchNorm 0.9 RELU [8 8 64]"
                + " Conv2d [6 6 64] MaxPool2d [3 3 64] BatchNorm 0.9 RELU [3 3 64] Conv2d [3 3 128]"
                + " BatchNorm 0.9 RELU [3 3 128] Flatten [1152] Dense [10]",
    })
    void hasTheLayersOfItsDescription(String name, String layers) {
        assertThat(model(name).layers().stream()
                        .filter(layer -> !(layer.spec() instanceof Sequential))
                        .map(RecipeTest::described))
                .containsExactly(layers.split("(?<=]) "));
    }

    private static String described(LayerInfo layer) {
        String details = SETTING.matcher(layer.spec().toString())
                .results()
                .map(found -> found.group(1) + " ")
                .collect(Collectors.joining());
        return layer.spec().bare().getClass().getSimpleName() + " " + details.replace("LINEAR ", "")
                + layer.output().toString().replace(",", "");
    }

    /** One row and column of zeros, after the image; one on every side would give the same shape and other windows. */
    @ParameterizedTest
    @ValueSource(strings = {"cnn", "cnn-32-64"})
    void theConvolutionWithStride2PadsAsTensorFlowDoes(String name) {
        Conv2d strided = (Conv2d) model(name).layers().get(1).spec();
        assertThat(strided.options()).isEqualTo(new Options(2, 2, 1, 1, Padding.SAME));
    }

    @ParameterizedTest
    @CsvSource({"fast, 105178, 0.01, 100, 1", "best, 145914, 0.1, 100, 30"})
    void oneCycleRisesToTheRateAndFallsAgain(String name, int parameters, double rate, int batch, int epochs)
            throws Exception {
        Recipe recipe = Recipe.named(name);
        assertThat(model(name).parameters().count()).isEqualTo(parameters);
        assertThat(recipe.learningRate()).isEqualTo(rate);
        assertThat(recipe.batch()).isEqualTo(batch);
        assertThat(recipe.epochs()).isEqualTo(epochs);

        Schedule schedule = recipe.decay().over(rate, 1000);
        assertThat(LongStream.range(0, 1000).mapToDouble(schedule::rate).max().orElseThrow())
                .isEqualTo(rate, within(1e-3 * rate));
        assertThat(schedule.rate(0)).isLessThan(rate / 20);
        assertThat(schedule.rate(999)).isLessThan(rate / 1000);
    }

    /** 2/√inputs before the tails are cut off at two deviations, which leaves 0.8796 of it. */
    @Test
    void theWeightsOfMlpAreFromATruncatedNormal() {
        for (Parameter parameter : model("mlp").parameters().list()) {
            if (parameter.shape().rank() == 2) {
                double deviation = 2 / Math.sqrt(parameter.shape().dim(0));
                float[] weights = parameter.value().copy().array();
                double squares = 0;
                double largest = 0;
                for (float weight : weights) {
                    squares += weight * weight;
                    largest = Math.max(largest, Math.abs(weight));
                }
                assertThat(Math.sqrt(squares / weights.length) / deviation).isBetween(0.85, 0.91);
                assertThat(largest / deviation).isBetween(1.9, 2 + 1e-6);
            }
        }
    }

    private static Model model(String name) {
        return Model.build(DigitModel.INPUT, 1, Networks.named(name));
    }
}

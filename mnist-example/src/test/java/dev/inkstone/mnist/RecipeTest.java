package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.autodiff.Parameter;
import dev.inkstone.layers.Model;
import dev.inkstone.optim.Schedule;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
    /** Counted by hand from the descriptions of the networks: weights, biases, and two for each channel of batch norm. */
    @ParameterizedTest
    @CsvSource({
        "cnn,        55338, 0.001,  100, 10,   0,    0, false, 0.998",
        "mlp,       266610, 0.01,    50, 40,   0,    0, false, 0",
        "lenet,     545546, 0.1,     64, 30,   0,    0, false, 0",
        "cnn-32-64, 220234, 0.001,  100, 10,   0,    0, false, 0.998",
        "cnn-bn,    206046, 0.01,   100, 20,  10, 2000, true, 0",
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

    @ParameterizedTest
    @CsvSource({"fast, 105178, 0.01, 1", "best, 154874, 0.1, 30"})
    void oneCycleRisesToTheRateAndFallsAgain(String name, int parameters, double rate, int epochs) throws Exception {
        Recipe recipe = Recipe.named(name);
        assertThat(model(name).parameters().count()).isEqualTo(parameters);
        assertThat(recipe.learningRate()).isEqualTo(rate);
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

    @Test
    void leNet5HasTheShapesOf1998() {
        assertThat(model("lenet-5").layers())
                .extracting(layer -> layer.output().toString())
                .containsSubsequence(
                        "[28, 28, 6]", "[14, 14, 6]", "[10, 10, 16]", "[5, 5, 16]", "[1, 1, 120]", "[84]", "[10]");
    }

    private static Model model(String name) {
        return Model.build(DigitModel.INPUT, 1, Networks.named(name));
    }
}

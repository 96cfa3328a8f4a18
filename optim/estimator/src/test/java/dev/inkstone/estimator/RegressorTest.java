package dev.inkstone.estimator;

import static dev.inkstone.estimator.Flowers.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.data.Datasets;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressorTest {
    private static final float[][] X = new float[300][];
    private static final float[] Y = new float[300];

    static {
        RandomStream random = RandomStream.of(1, "houses");
        for (int i = 0; i < 300; i++) {
            float area = 40 + 120 * random.uniform(i);
            float rooms = 1 + random.below(1000 + i, 5);
            X[i] = new float[] {area, rooms};
            Y[i] = (float) (300 * area * area + 20_000 * rooms + 50_000 * random.gaussian(2000 + i));
        }
    }

    private static Regressor regressor() {
        return Regressor.of(MlpParameters.DEFAULT.withHidden(16), quick().withEpochs(40));
    }

    @Test
    void learnsNumbersInTheirOwnUnits() {
        Regressor regressor = regressor().fit(X, Y);
        assertThat(regressor.score(X, Y)).isGreaterThan(0.98);
        assertThat(regressor.predict(X)[0]).isCloseTo(Y[0], within(250_000f));
    }

    @Test
    void unitsOfTheNumbersDoNotMatter() {
        float[] millions = new float[300];
        for (int i = 0; i < 300; i++) {
            millions[i] = Y[i] * 0x1p-20f; // exact
        }
        float[] dear = regressor().fit(X, Y).predict(X);
        float[] cheap = regressor().fit(X, millions).predict(X);
        for (int i = 0; i < 300; i++) {
            assertThat(cheap[i] * 0x1p20f).isCloseTo(dear[i], within(0.001f * dear[i] + 1));
        }
    }

    @Test
    void theLossIsMeasuredInDeviationsSoThatPlainDescentDoesNotDivergeOverPrices() {
        Regressor plain = Regressor.of(
                MlpParameters.DEFAULT.withHidden(16),
                quick().withOptimizer(OptimizerKind.SGD).withLearningRate(0.05));
        assertThat(plain.fit(X, Y).score(X, Y)).isGreaterThan(0.95);
    }

    @Test
    void severalNumbersAndAFile(@TempDir Path folder) throws Exception {
        Tensor x = Datasets.unlabelled(X).inputs();
        float[] both = new float[600];
        for (int i = 0; i < 300; i++) {
            both[2 * i] = Y[i];
            both[2 * i + 1] = X[i][1];
        }
        Tensor y = Tensor.of(Shape.of(300, 2), both);
        Regressor saved = regressor().fit(x, y);
        assertThat(saved.score(x, y)).isGreaterThan(0.98);
        Path file = folder.resolve("houses.safetensors");
        saved.save(file);
        Regressor loaded = Regressor.load(file);
        assertThat(loaded.predict(x).toArray()).isEqualTo(saved.predict(x).toArray());
        assertThat(loaded.predict(Datasets.unlabelled(X)).toArray())
                .isEqualTo(saved.predict(x).toArray());
        assertThat(loaded.parameters()).isEqualTo(saved.parameters());
        assertThatThrownBy(() -> loaded.predict(X))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("regressor: predict(float[][]) of 2 numbers for each example, expected one; call"
                        + " predict(Tensor)");
        assertThatThrownBy(() -> loaded.score(X, Y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regressor: 1 numbers to predict, expected 2 as it was fitted to");
    }

    @Test
    void whatIsNoNumberToPredictIsRefused() {
        assertThatThrownBy(() -> regressor().fit(Datasets.of(X, new int[300])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regressor: examples have class labels, expected numbers [outputs] to predict; classes are"
                        + " learnt by a Classifier");
        assertThatThrownBy(() -> regressor().fit(new float[][] {{1}, {2}}, new float[] {1, Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regressor: NaN to predict for example 1, expected finite numbers; leave the example out");
    }

    @Test
    void aNumberThatNeverChangesIsLearnt() {
        Regressor constant = regressor().fit(new float[][] {{1}, {2}, {3}}, new float[] {7, 7, 7});
        assertThat(constant.predict(new float[][] {{2}})[0]).isCloseTo(7f, within(0.5f));
    }
}

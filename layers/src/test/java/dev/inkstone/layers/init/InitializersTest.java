package dev.inkstone.layers.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.ops.Activation;
import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class InitializersTest {
    private static final Shape DENSE = Shape.of(400, 100);
    private static final Shape CONV = Shape.of(3, 5, 40, 60);

    @Test
    void fansCountTheConnectionsOfOneOutputAndOfOneInput() {
        assertThat(Initializer.fanIn(DENSE)).isEqualTo(400);
        assertThat(Initializer.fanOut(DENSE)).isEqualTo(100);
        assertThat(Initializer.fanIn(CONV)).isEqualTo(3 * 5 * 40);
        assertThat(Initializer.fanOut(CONV)).isEqualTo(3 * 5 * 60);
        assertThat(Initializer.fanIn(Shape.of(7))).isEqualTo(7);
        assertThat(Initializer.fanOut(Shape.of())).isEqualTo(1);
    }

    @Test
    void theFamiliesHaveTheVarianceOfTheirPapers() {
        for (Shape shape : new Shape[] {DENSE, CONV}) {
            double in = Initializer.fanIn(shape);
            double mean = (in + Initializer.fanOut(shape)) / 2;
            hasVariance(Initializers.glorotUniform(), shape, 1 / mean);
            hasVariance(Initializers.glorotNormal(), shape, 1 / mean);
            hasVariance(Initializers.heUniform(), shape, 2 / in);
            hasVariance(Initializers.heNormal(), shape, 2 / in);
            hasVariance(Initializers.lecunUniform(), shape, 1 / in);
            hasVariance(Initializers.lecunNormal(), shape, 1 / in);
            hasVariance(new Normal(0.3), shape, 0.09);
            hasVariance(new Uniform(-0.5, 0.5), shape, 1 / 12.0);
        }
    }

    @Test
    void uniformValuesStayInTheirRange() {
        double limit = Math.sqrt(6.0 / 400);
        float[] values = filled(Initializers.heUniform(), DENSE, 1);
        assertThat(IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                .allMatch(v -> v >= -limit * 1.000001 && v <= limit * 1.000001)
                .anyMatch(v -> v > 0.99 * limit)
                .anyMatch(v -> v < -0.99 * limit);
    }

    @Test
    void truncatedValuesStayWithinTwoDeviations() {
        float[] values = filled(new TruncatedNormal(0.5), DENSE, 1);
        assertThat(IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                .allMatch(v -> Math.abs(v) <= 1);
    }

    @Test
    void constantsAndDefaults() {
        assertThat(filled(Initializers.ones(), Shape.of(3), 1)).containsExactly(1, 1, 1);
        assertThat(filled(Initializers.zeros(), Shape.of(3), 1)).containsExactly(0, 0, 0);
        assertThat(Initializers.forActivation(Activation.RELU)).isEqualTo(Initializers.heUniform());
        assertThat(Initializers.forActivation(Activation.GELU)).isEqualTo(Initializers.heUniform());
        assertThat(Initializers.forActivation(Activation.SOFTPLUS)).isEqualTo(Initializers.glorotUniform());
        assertThat(Initializers.forActivation(Activation.SELU)).isEqualTo(Initializers.lecunNormal());
        assertThat(Initializers.forActivation(Activation.LINEAR)).isEqualTo(Initializers.glorotUniform());
    }

    @Test
    void theSameStreamGivesTheSameValuesAndAnotherOthers() {
        for (Initializer initializer : new Initializer[] {
            Initializers.heUniform(), Initializers.lecunNormal(), new Normal(1), new TruncatedNormal(1)
        }) {
            assertThat(filled(initializer, DENSE, 1)).isEqualTo(filled(initializer, DENSE, 1));
            assertThat(filled(initializer, DENSE, 1)).isNotEqualTo(filled(initializer, DENSE, 2));
        }
    }

    @Test
    void badConstantsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Normal(-1))
                .withMessage("normal: deviation -1.0, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Uniform(2, 1))
                .withMessage("uniform: low 2.0, high 1.0, expected finite low <= high");
        assertThatIllegalArgumentException().isThrownBy(() -> new TruncatedNormal(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Constant(Float.NaN));
    }

    /** 40,000 values and more: the mean of squares is good to 1.5 % (two of its deviations), the mean likewise. */
    private static void hasVariance(Initializer initializer, Shape shape, double variance) {
        float[] values = filled(initializer, shape, 1);
        double mean = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
        double square = IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .average()
                .orElseThrow();
        assertThat(square / variance).as("%s", initializer).isCloseTo(1, within(0.03));
        assertThat(mean / Math.sqrt(variance)).as("%s", initializer).isCloseTo(0, within(0.02));
    }

    private static float[] filled(Initializer initializer, Shape shape, long seed) {
        Tensor parameter = Tensor.wrap(new float[shape.size() + 2], 1, shape);
        initializer.fill(parameter, RandomStream.of(seed, "init/test"));
        assertThat(parameter.array()[0]).isZero();
        assertThat(parameter.array()[shape.size() + 1]).isZero();
        return parameter.toArray();
    }
}

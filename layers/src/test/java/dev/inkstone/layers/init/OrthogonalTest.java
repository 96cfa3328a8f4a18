package dev.inkstone.layers.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.random.RandomStream;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orthogonal weights, and the initialisers that need no fans. */
@Tag("once")
class OrthogonalTest {
    @Test
    void theShorterSideIsOrthonormal() {
        for (int[] dims : new int[][] {{40, 7}, {7, 40}, {16, 16}, {3, 3, 5, 12}, {1, 3, 2, 30}, {1, 1}, {5, 1}}) {
            for (double gain : new double[] {1, Math.sqrt(2), -0.5}) {
                check(Shape.of(dims), gain);
            }
        }
    }

    private static void check(Shape shape, double gain) {
        float[] w = filled(Initializers.orthogonal(gain), shape, 3);
        int out = shape.dim(-1);
        int in = shape.size() / out;
        boolean tall = in >= out;
        int count = Math.min(in, out);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < Math.max(in, out); k++) {
                    dot += (double) (tall ? w[k * out + i] : w[i * out + k]) * (tall ? w[k * out + j] : w[j * out + k]);
                }
                assertThat(dot).as("%s %d %d", shape, i, j).isCloseTo(i == j ? gain * gain : 0, within(1e-6));
            }
        }
    }

    /** Uniform among all rotations and reflections: each element of a square one has mean 0 and variance 1 / size. */
    @Test
    void signsAndDirectionsAreUniform() {
        int tries = 4000;
        double[] sum = new double[9];
        double[] squares = new double[9];
        int reflections = 0;
        for (int seed = 0; seed < tries; seed++) {
            float[] w = filled(Initializers.orthogonal(), Shape.of(3, 3), seed);
            for (int i = 0; i < 9; i++) {
                sum[i] += w[i];
                squares[i] += (double) w[i] * w[i];
            }
            double determinant = w[0] * (w[4] * w[8] - w[5] * w[7])
                    - w[1] * (w[3] * w[8] - w[5] * w[6])
                    + w[2] * (w[3] * w[7] - w[4] * w[6]);
            reflections += determinant < 0 ? 1 : 0;
        }
        for (int i = 0; i < 9; i++) { // deviations: 0.0091 and 0.0047
            assertThat(sum[i] / tries).isCloseTo(0, within(0.04));
            assertThat(squares[i] / tries).isCloseTo(1 / 3.0, within(0.02));
        }
        assertThat((double) reflections / tries).isCloseTo(0.5, within(0.035));
    }

    @Test
    void theSameStreamGivesTheSameValues() {
        Shape shape = Shape.of(3, 3, 2, 8);
        assertThat(filled(Initializers.orthogonal(), shape, 1))
                .isEqualTo(filled(Initializers.orthogonal(), shape, 1))
                .isNotEqualTo(filled(Initializers.orthogonal(), shape, 2));
    }

    @Test
    void theNamesStandForTheirDistributions() {
        Shape dense = Shape.of(400, 100);
        hasVariance(Initializers.glorotUntruncatedNormal(), dense, 2.0 / 500);
        hasVariance(Initializers.heUntruncatedNormal(), dense, 2.0 / 400);
        hasVariance(Initializers.lecunUntruncatedNormal(), dense, 1.0 / 400);
        hasVariance(Initializers.normal(0.3), dense, 0.09);
        hasVariance(Initializers.truncatedNormal(0.5), dense, 0.25 * 0.7737413);
        hasVariance(Initializers.uniform(0.5), dense, 1 / 12.0);
        float[] normal = filled(Initializers.heUntruncatedNormal(), dense, 1);
        double two = 2 * Math.sqrt(2.0 / 400);
        assertThat(IntStream.range(0, normal.length)
                        .filter(i -> Math.abs(normal[i]) > two)
                        .count())
                .isBetween(1600L, 2050L); // 4.55 % of 40,000
        assertThat(filled(Initializers.constant(0.25), Shape.of(2), 1)).containsExactly(0.25f, 0.25f);
    }

    @Test
    void badSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initializers.orthogonal(Double.NaN))
                .withMessage("orthogonal: gain NaN, expected a number that is finite as float32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filled(Initializers.orthogonal(), Shape.of(3), 1))
                .withMessage("orthogonal: parameter [3] has rank 1, expected rank 2 or more; choose another initialiser"
                        + " for vectors");
        assertThatIllegalArgumentException().isThrownBy(() -> Initializers.normal(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Initializers.truncatedNormal(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> Initializers.uniform(-1));
    }

    private static void hasVariance(Initializer initializer, Shape shape, double variance) {
        float[] values = filled(initializer, shape, 1);
        double square = IntStream.range(0, values.length)
                .mapToDouble(i -> (double) values[i] * values[i])
                .average()
                .orElseThrow();
        assertThat(square / variance).as("%s", initializer).isCloseTo(1, within(0.03));
    }

    private static float[] filled(Initializer initializer, Shape shape, long seed) {
        Tensor parameter = Tensor.wrap(new float[shape.size() + 2], 1, shape);
        initializer.fill(parameter, RandomStream.of(seed, "init/test"));
        assertThat(parameter.array()[0]).isZero();
        assertThat(parameter.array()[shape.size() + 1]).isZero();
        return parameter.toArray();
    }
}

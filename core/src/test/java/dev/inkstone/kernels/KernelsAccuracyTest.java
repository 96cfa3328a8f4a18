package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inkstone.kernels.lanes.Unary;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** How far the active kernels are from exact arithmetic. */
class KernelsAccuracyTest {
    private static final double SELU_SCALE = 1.0507009873554804934193349852946;
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

    private final Kernels kernels = Kernels.active();

    @Test
    void expIsWithinTwoUlps() {
        assertThat(maxUlps(Unary.EXP, StrictMath::exp, 89)).isLessThan(1.1);
    }

    @Test
    void sigmoidIsWithinThreeUlps() {
        assertThat(maxUlps(Unary.SIGMOID, x -> 1 / (1 + StrictMath.exp(-x)), 87))
                .isLessThan(2.6);
    }

    @Test
    void tanhIsWithinFourUlps() {
        assertThat(maxUlps(Unary.TANH, StrictMath::tanh, 100)).isLessThan(3.5);
    }

    @Test
    void seluIsWithinThreeUlpsEvenNearZero() {
        DoubleUnaryOperator selu = x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * StrictMath.expm1(x));
        assertThat(maxUlps(Unary.SELU, selu, 100)).isLessThan(3);
    }

    @Test
    void limitsAreExact() {
        float inf = Float.POSITIVE_INFINITY;
        assertThat(of(Unary.EXP, 0f, -0f, inf, -inf, 1e4f, -1e4f, 89f, Float.NaN))
                .containsExactly(1, 1, inf, 0, inf, 0, inf, Float.NaN);
        assertThat(of(Unary.SIGMOID, 0f, inf, -inf, 1e4f, -1e4f, Float.NaN))
                .containsExactly(0.5f, 1, 0, 1, 0, Float.NaN);
        assertThat(of(Unary.TANH, 0f, -0f, inf, -inf, 80f, -80f, 1e-42f, Float.NaN))
                .containsExactly(0f, -0f, 1, -1, 1, -1, 1e-42f, Float.NaN);
        assertThat(of(Unary.SELU, 0f, inf, -inf, Float.NaN))
                .containsExactly(0, inf, (float) (-SELU_SCALE * SELU_ALPHA), Float.NaN);
        assertThat(of(Unary.RELU, -0f, inf, -inf, Float.NaN)).containsExactly(0, inf, 0, Float.NaN);
    }

    @Test
    void batchStatisticsAreRightFarFromZero() {
        Random random = new Random(7);
        for (int c : new int[] {1, 3, 16, 70}) {
            int rows = 10_007;
            float[] x = new float[rows * c];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) (1e4 * (1 + i % c) + random.nextGaussian());
            }
            float[] mean = new float[c];
            float[] variance = new float[c];
            kernels.normalization().statistics(rows, c, x, 0, mean, 0, variance, 0);
            for (int j = 0; j < c; j++) {
                double m = 0;
                for (int r = 0; r < rows; r++) {
                    m += x[r * c + j];
                }
                m /= rows;
                double v = 0;
                for (int r = 0; r < rows; r++) {
                    v += (x[r * c + j] - m) * (x[r * c + j] - m);
                }
                assertThat(mean[j]).isEqualTo((float) m);
                assertThat((double) variance[j]).isCloseTo(v / rows, within((double) Math.ulp((float) v / rows)));
            }
        }
    }

    @Test
    void crossEntropyIsExactForExtremeLogits() {
        assertThat(loss(0, 1000f, -1000f)).isZero();
        assertThat(loss(1, 1000f, -1000f)).isEqualTo(2000f);
        assertThat(loss(0, 3e38f, -3e38f)).isZero();
        assertThat(loss(0, 20f, 0f)).isCloseTo((float) StrictMath.log1p(StrictMath.exp(-20)), within(1e-15f));
        assertThat(loss(1, Float.NEGATIVE_INFINITY, 3f)).isZero();
        assertThat(loss(0, Float.NEGATIVE_INFINITY, 3f)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(loss(0, Float.POSITIVE_INFINITY, 3f)).isNaN();
        assertThat(loss(2, 1f, 1f, 1f, 1f)).isCloseTo((float) StrictMath.log(4), within(1e-7f));
    }

    @Test
    void softmaxOfInfinities() {
        float inf = Float.POSITIVE_INFINITY;
        assertThat(softmax(-inf, 0f, 0f)).containsExactly(0f, 0.5f, 0.5f);
        assertThat(softmax(inf, 0f)).containsOnly(Float.NaN);
        assertThat(softmax(-inf, -inf)).containsOnly(Float.NaN);
    }

    @Test
    void dropoutKeepsTheAskedShareAndRepeatsItsMask() {
        int n = 100_000;
        float[] ones = new float[n];
        Arrays.fill(ones, 1f);
        float[] first = new float[n];
        float[] second = new float[n];
        kernels.pointwise().dropout(n, ones, 0, 99L, 0.8f, first, 0);
        kernels.pointwise().dropout(n, ones, 0, 99L, 0.8f, second, 0);
        assertThat(first).isEqualTo(second).contains(0f, 1.25f);
        assertThat(kernels.reduction().sum(n, first, 0) / n).isCloseTo(1f, within(0.01f));
    }

    private float[] of(Unary f, float... x) {
        float[] y = new float[x.length + 32]; // long enough for whole vectors
        System.arraycopy(x, 0, y, 0, x.length);
        kernels.pointwise().unary(f, y.length, y, 0, y, 0);
        return Arrays.copyOf(y, x.length);
    }

    private float[] softmax(float... x) {
        float[] y = new float[x.length];
        kernels.softmax().softmax(1, x.length, x, 0, y, 0);
        return y;
    }

    private float loss(int label, float... logits) {
        float[] loss = new float[1];
        float[] p = new float[logits.length];
        kernels.softmax().crossEntropy(1, logits.length, logits, 0, new int[] {label}, 0, loss, 0, p, 0);
        return loss[0];
    }

    /** The largest error in units of the last place, over floats of all magnitudes up to {@code limit}; subnormal results apart. */
    private double maxUlps(Unary f, DoubleUnaryOperator exact, float limit) {
        int step = 4_099;
        int n = 2 * (Float.floatToIntBits(limit) / step);
        float[] x = new float[n];
        for (int i = 0; i < n; i += 2) {
            x[i] = Float.intBitsToFloat(i / 2 * step);
            x[i + 1] = -x[i];
        }
        float[] y = new float[n];
        kernels.pointwise().unary(f, n, x, 0, y, 0);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            double e = exact.applyAsDouble(x[i]);
            if (Math.abs(e) >= Float.MIN_NORMAL && Math.abs(e) <= Float.MAX_VALUE) {
                worst = Math.max(worst, Math.abs(y[i] - e) / Math.ulp((float) e));
            }
        }
        return worst;
    }
}

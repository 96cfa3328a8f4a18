package dev.inkstone.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.kernels.lanes.Binary;
import dev.inkstone.kernels.lanes.Parametric;
import dev.inkstone.kernels.lanes.Unary;
import dev.inkstone.ops.reference.DoubleNormal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** How far logarithms, powers and the smooth activations are from exact arithmetic. */
class PointwiseAccuracyTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    private final Pointwise kernels = Kernels.active().pointwise();

    @Test
    void logIsWithinOneUlp() {
        float[] x = floats(Float.MAX_VALUE);
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.abs(x[i]);
        }
        assertThat(maxUlps(Unary.LOG, StrictMath::log, x)).isLessThan(1);
        assertThat(maxUlps(Unary.LOG, StrictMath::log, around(1))).isLessThan(1);
    }

    @Test
    void softplusIsWithinTwoUlps() {
        DoubleUnaryOperator softplus = x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        assertThat(maxUlps(Unary.SOFTPLUS, softplus, floats(87))).isLessThan(2);
    }

    @Test
    void geluIsWithinSixUlpsEvenInTheTail() {
        assertThat(maxUlps(Unary.GELU, x -> x * DoubleNormal.distribution(x), floats(12.8f)))
                .isLessThan(6);
    }

    @Test
    void siluIsWithinThreeUlps() {
        assertThat(maxUlps(Unary.SILU, x -> x / (1 + StrictMath.exp(-x)), floats(85)))
                .isLessThan(3);
    }

    @Test
    void geluTanhIsAsGoodAsTheArgumentOfItsExponential() {
        DoubleUnaryOperator gelu =
                x -> x / (1 + StrictMath.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
        assertThat(maxUlps(Unary.GELU_TANH, gelu, floats(1))).isLessThan(4);
        assertThat(maxUlps(Unary.GELU_TANH, gelu, floats(5))).isLessThan(24);
    }

    @Test
    void powersAreWithinTwoUlpsHoweverLarge() {
        Random random = new Random(3);
        int n = 400_000;
        float[] a = new float[n];
        float[] b = new float[n];
        for (int i = 0; i < n; i++) {
            a[i] = (float) StrictMath.exp(random.nextGaussian() * (i % 7));
            b[i] = (float) (random.nextGaussian() * 12);
        }
        float[] y = new float[n];
        kernels.binary(Binary.POWER, n, a, 0, b, 0, y, 0);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, ulps(y[i], StrictMath.pow(a[i], b[i])));
        }
        assertThat(worst).isLessThan(2);
    }

    @Test
    void powersOfSpecialValues() {
        float[] a = {0, -0f, 0, -0f, -0f, INF, INF, -INF, -INF, -2, -2, -2, NAN, NAN, 1, 3, 0.5f, 1e-42f, 7, -1};
        float[] b = {2, 3, -2, -3, -2, 2, -1, 3, 2, 3, 2, 0.5f, 1, 0, NAN, INF, INF, 0.5f, 0, INF};
        float[] y = new float[a.length];
        kernels.binary(Binary.POWER, a.length, a, 0, b, 0, y, 0);
        for (int i = 0; i < a.length; i++) {
            Float expected = a[i] == 1 || a[i] == -1 ? 1 : (float) StrictMath.pow(a[i], b[i]);
            assertThat(y[i]).as("%s to the %s", a[i], b[i]).isEqualTo(expected);
        }
    }

    @Test
    void limitsAreExact() {
        assertThat(of(Unary.LOG, 1, 0, -0f, -1, INF, -INF, NAN)).containsExactly(0, -INF, -INF, NAN, INF, NAN, NAN);
        assertThat(of(Unary.SQRT, 0, 4, -1, INF, NAN)).containsExactly(0, 2, NAN, INF, NAN);
        assertThat(of(Unary.SOFTPLUS, INF, -INF, 1e4f, -1e4f, NAN)).containsExactly(INF, 0, 1e4f, 0, NAN);
        assertThat(of(Unary.HARD_SIGMOID, INF, -INF, 3, -3, 0, NAN)).containsExactly(1, 0, 1, 0, 0.5f, NAN);
        for (Unary f : new Unary[] {Unary.GELU, Unary.GELU_TANH, Unary.SILU, Unary.HARD_SWISH}) {
            assertThat(of(f, INF, -INF, 1e4f, -1e4f, 0f, NAN)).as("%s", f).containsExactly(INF, -0f, 1e4f, -0f, 0, NAN);
            assertThat(slopes(f, INF, -INF, 1e38f, -1e38f, 0f, NAN)).containsExactly(1, 0, 1, 0, 0.5f, NAN);
        }
        float[] y = new float[3];
        kernels.parametric(Parametric.ELU, 0.5f, 0, 3, new float[] {INF, -INF, NAN}, 0, y, 0);
        assertThat(y).containsExactly(INF, -0.5f, NAN);
    }

    @Test
    void slopesAreGoodToSevenDigitsOfTheLargest() {
        float[] x = floats(20);
        float[] gelu = slopes(Unary.GELU, x);
        float[] silu = slopes(Unary.SILU, x);
        for (int i = 0; i < x.length; i++) {
            double v = x[i];
            double s = 1 / (1 + StrictMath.exp(-v));
            assertThat(Math.abs(gelu[i] - DoubleNormal.distribution(v) - v * DoubleNormal.density(v)))
                    .isLessThan(3e-7);
            assertThat(Math.abs(silu[i] - s - v * s * (1 - s))).isLessThan(3e-7);
        }
    }

    private float[] of(Unary f, float... x) {
        float[] y = Arrays.copyOf(x, x.length + 32); // long enough for whole vectors
        kernels.unary(f, y.length, y, 0, y, 0);
        return Arrays.copyOf(y, x.length);
    }

    private float[] slopes(Unary f, float... x) {
        float[] y = Arrays.copyOf(x, x.length + 32);
        float[] ones = new float[y.length];
        Arrays.fill(ones, 1);
        kernels.unaryGradient(f, y.length, y, 0, ones, 0, y, 0);
        return Arrays.copyOf(y, x.length);
    }

    private double maxUlps(Unary f, DoubleUnaryOperator exact, float[] x) {
        float[] y = of(f, x);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, ulps(y[i], exact.applyAsDouble(x[i])));
        }
        return worst;
    }

    /** The error in units of the last place; 0 for subnormal and infinite results. */
    private static double ulps(float actual, double exact) {
        boolean normal = Math.abs(exact) >= Float.MIN_NORMAL && Math.abs(exact) <= Float.MAX_VALUE;
        return normal ? Math.abs(actual - exact) / Math.ulp((float) exact) : 0;
    }

    /** Floats of all magnitudes up to {@code limit} and of both signs. */
    private static float[] floats(float limit) {
        int step = 4_099;
        float[] x = new float[2 * (Float.floatToIntBits(limit) / step)];
        for (int i = 0; i < x.length; i += 2) {
            x[i] = Float.intBitsToFloat(i / 2 * step);
            x[i + 1] = -x[i];
        }
        return x;
    }

    /** The neighbours of a float. */
    private static float[] around(float middle) {
        float[] x = new float[200_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = Float.intBitsToFloat(Float.floatToIntBits(middle) + (i - x.length / 2) * 17);
        }
        return x;
    }
}
